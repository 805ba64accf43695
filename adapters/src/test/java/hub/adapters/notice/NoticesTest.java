package hub.adapters.notice;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.message.Notice;
import hub.message.Severity;
import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static DataSource database;

    private final MovedClock clock = new MovedClock("2026-03-02T01:00:00Z");
    private final NoticeTemplates templates =
            new NoticeTemplates(Path.of(System.getProperty("hub.home"), "adapters/notices"));
    private final Notices notices = hub(Set.of("mail", "dashboard"));
    private final NoticeDesk desk = new NoticeDesk(database, clock);
    private final ContactDesk contacts = new ContactDesk(database, clock);

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestingDatabase.with("service");
    }

    @BeforeEach
    void emptyTables() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("truncate service.contact, service.contact_history, service.notice, service.notice_group,"
                            + " service.notice_cooldown, service.notice_delivery");
        }
        contacts.put("user:lee", person("ko"), "test");
    }

    @Test
    void aNoticeIsToldOnceHoweverOftenAndByWhomItIsHandedIn() throws Exception {
        Notices other = hub(Set.of("mail"));
        List<Notice> all = IntStream.range(0, 500)
                .mapToObj(number -> notice("n-" + number))
                .toList();
        List<Notice> backwards = new ArrayList<>(all);
        java.util.Collections.reverse(backwards);

        int fresh = together(() -> notices.accept(all), () -> other.accept(backwards));
        clock.move(ofSeconds(11));
        int letters = together(() -> notices.release(List.of()), () -> other.release(List.of()));
        List<Map<String, Object>> taken = new ArrayList<>();
        int sent = together(() -> send(notices, taken), () -> send(other, taken));

        assertThat(fresh).isEqualTo(500);
        assertThat(letters).isEqualTo(1);
        assertThat(sent).isEqualTo(1);
        assertThat(taken.get(0)).containsEntry("count", 500);
        assertThat(notices.accept(all)).isZero();
        clock.move(ofHours(1));
        assertThat(deliver()).isEmpty();
    }

    @Test
    void aGroupIsToldTogetherAndNotAgainBeforeItsInterval() throws Exception {
        notices.accept(notice("a-1"));
        clock.move(ofSeconds(5));
        notices.accept(notice("a-2"));
        assertThat(deliver()).isEmpty();

        clock.move(ofSeconds(6));
        assertThat(deliver())
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter).containsEntry("count", 2).containsEntry("subject", "[높음] 경보 발생 2건"));

        notices.accept(notice("a-3"));
        clock.move(ofMinutes(4));
        assertThat(deliver()).isEmpty();
        clock.move(ofMinutes(1));
        assertThat(deliver())
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("count", 1));
    }

    @Test
    void otherTargetsSeveritiesAndSitesAreOtherGroups() throws Exception {
        contacts.put("user:kim", person("en"), "test");
        notices.accept(List.of(
                notice("g-1"),
                notice("g-2", "user:kim", "dev-1", Severity.HIGH, Map.of()),
                notice("g-3", "user:lee", "dev-1", Severity.CRITICAL, Map.of()),
                notice("g-4", "user:lee", "dev-2", Severity.HIGH, Map.of())));

        clock.move(ofSeconds(2));
        assertThat(deliver())
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("severity", "critical"));
        clock.move(ofSeconds(10));
        assertThat(deliver()).hasSize(3);
    }

    @Test
    void theSameOfTheSameDeviceAndRuleIsNotToldAgainUnlessItGotWorse() throws Exception {
        Map<String, Object> rule = Map.of("ruleId", "temp-high");
        notices.accept(notice("c-1", "user:lee", "dev-1", Severity.HIGH, rule));
        notices.accept(List.of(
                notice("c-2", "user:lee", "dev-1", Severity.HIGH, rule),
                notice("c-3", "user:lee", "dev-1", Severity.HIGH, Map.of("ruleId", "other")),
                notice("c-4", "user:lee", "dev-1", Severity.CRITICAL, rule)));
        clock.move(ofMinutes(11));
        notices.accept(notice("c-5", "user:lee", "dev-1", Severity.HIGH, rule));

        assertThat(state("c-1")).isEqualTo("waiting");
        assertThat(state("c-2")).isEqualTo("suppressed cooldown");
        assertThat(state("c-3")).isEqualTo("waiting");
        assertThat(state("c-4")).isEqualTo("waiting");
        assertThat(state("c-5")).isEqualTo("waiting");
        assertThat(desk.counts().get("unsaid")).isEqualTo(Map.of("cooldown", 1L));
    }

    @Test
    void quietHoursOverMidnightDelayWhatIsNotCriticalInTheContactsOwnZone() throws Exception {
        Map<String, Object> seoul = person("ko");
        seoul.put("quiet", Map.of("from", "22:00", "to", "07:00"));
        contacts.put("user:lee", seoul, "test");
        Map<String, Object> berlin = person("en");
        berlin.put("quiet", Map.of("from", "22:00", "to", "07:00"));
        berlin.put("zone", "Europe/Berlin");
        contacts.put("user:kim", berlin, "test");
        clock.set("2026-03-02T15:30:00Z"); // half past midnight in Seoul, half past four in the afternoon in Berlin
        notices.accept(List.of(
                notice("q-1"),
                notice("q-2", "user:kim", "dev-1", Severity.HIGH, Map.of()),
                notice("q-3", "user:lee", "dev-1", Severity.CRITICAL, Map.of())));

        clock.move(ofSeconds(11));
        assertThat(deliver())
                .extracting(letter -> letter.get("contact") + " " + letter.get("severity"))
                .containsExactlyInAnyOrder("user:kim high", "user:lee critical");
        clock.set("2026-03-02T21:59:59Z");
        assertThat(deliver()).isEmpty();
        clock.set("2026-03-02T22:00:00Z");
        assertThat(deliver())
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("contact", "user:lee"));
    }

    @Test
    void whatIsTooOldExpiresAndSaysSo() throws Exception {
        Notice late = notice("t-1");
        notices.accept(notice("t-2"));
        clock.move(ofHours(4));
        notices.accept(late);
        assertThat(deliver()).isEmpty();

        assertThat(state("t-1")).isEqualTo("expired too-old");
        assertThat(state("t-2")).isEqualTo("expired too-old");
        desk.retry("t-2");
        assertThat(deliver()).hasSize(1);
        assertThat(state("t-2")).isEqualTo("told");
        assertThatThrownBy(() -> desk.retry("t-2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOpenOutageOfAHubMutesItsChildrenAndAShelvedAlarmItself() throws Exception {
        notices.accept(List.of(
                notice("m-1", "user:lee", "child-1", Severity.HIGH, Map.of()),
                notice("m-2", "user:lee", "hub-1", Severity.HIGH, Map.of()),
                notice("m-3", "user:lee", "dev-2", Severity.HIGH, Map.of()),
                notice("m-4", "user:lee", "dev-1", Severity.HIGH, Map.of("shelvedUntil", "2026-03-02T05:00:00Z"))));
        clock.move(ofSeconds(11));

        assertThat(notices.alarmQuestion()).contains("\"hub-1\"", "shelvedUntil", "2026-03-02T01:00:11Z");
        notices.release(List.of(
                Map.of("_id", "outage", "device_id", "hub-1", "ruleId", "device-offline"),
                Map.of(
                        "_id",
                        "alarm-of-dev-2",
                        "device_id",
                        "dev-2",
                        "shelvedUntil",
                        Date.from(Instant.now(clock).plusSeconds(60)))));

        assertThat(state("m-1")).isEqualTo("suppressed inhibited");
        assertThat(state("m-2")).isEqualTo("sending");
        assertThat(state("m-3")).isEqualTo("suppressed shelved");
        assertThat(state("m-4")).isEqualTo("suppressed shelved");
        assertThat(desk.counts().get("unsaid")).isEqualTo(Map.of("inhibited", 1L, "shelved", 2L));
        assertThat(notices.alarmQuestion()).isEmpty();
    }

    @Test
    void aFailedLetterIsTriedAgainWithGrowingPausesThenGoesToTheNextChannelThenFails() throws Exception {
        notices.accept(notice("r-1"));
        clock.move(ofSeconds(11));
        List<Duration> pauses = new ArrayList<>();
        Instant before = clock.instant();
        notices.release(List.of());
        for (int round = 0; round < 10_000 && !state("r-1").startsWith("failed"); round++) {
            for (Map<String, Object> letter : notices.letters()) {
                pauses.add(Duration.between(before, clock.instant()));
                before = clock.instant();
                notices.failed(letter, "ConnectException: refused");
            }
            clock.move(ofSeconds(1));
        }

        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(0L, 10L, 20L, 1L, 10L, 20L);
        assertThat(deliveries("r-1"))
                .extracting(each -> each.get("channel") + " " + each.get("state"))
                .containsExactly("mail failed", "dashboard failed");
        assertThat(desk.list("failed", null, null, null, null, null)
                        .get("items")
                        .toString())
                .contains("r-1", "refused");
        desk.retry("r-1");
        assertThat(deliver()).hasSize(1);
        assertThat(state("r-1")).isEqualTo("told");
        assertThat(deliveries("r-1")).hasSize(3);
    }

    @Test
    void aChannelThatIsNotSetUpIsShownAndTheNextOneIsTried() throws Exception {
        Map<String, Object> card = person("ko");
        card.put("channels", List.of("sms", "sns", "dashboard"));
        contacts.put("user:lee", card, "test");
        notices.accept(notice("u-1"));
        clock.move(ofSeconds(11));
        deliver();
        deliver();
        deliver();

        assertThat(state("u-1")).isEqualTo("told");
        assertThat(deliveries("u-1"))
                .extracting(each -> each.get("channel") + " " + each.get("state"))
                .containsExactlyInAnyOrder("sms unconfigured", "sns unconfigured", "dashboard delivered");
        assertThat((List<?>)
                        desk.list("unconfigured", null, null, null, null, null).get("items"))
                .hasSize(1);
    }

    @Test
    void anUnknownTargetIsAVisibleFailureThatCanBeMended() throws Exception {
        notices.accept(notice("x-1", "user:nobody", "dev-1", Severity.HIGH, Map.of()));
        clock.move(ofSeconds(11));
        deliver();
        assertThat(state("x-1")).startsWith("failed there is no contact 'user:nobody'");

        contacts.put("user:nobody", person("en"), "test");
        desk.retry("x-1");
        assertThat(deliver()).hasSize(1);
    }

    @Test
    void ofATeamThoseOnCallAreTold() throws Exception {
        contacts.put("user:kim", person("en"), "test");
        Map<String, Object> day = Map.of("contact", "user:lee", "from", "08:00", "to", "20:00");
        Map<String, Object> night = Map.of("contact", "user:kim", "from", "20:00", "to", "08:00");
        contacts.put("team:service", Map.of("name", "Service", "members", List.of(day, night)), "test");

        clock.set("2026-03-02T10:59:00Z"); // 19:59 in Seoul
        notices.accept(notice("d-1", "team:service", "dev-1", Severity.CRITICAL, Map.of()));
        clock.move(ofSeconds(2));
        assertThat(deliver()).extracting(letter -> letter.get("contact")).containsExactly("user:lee");
        clock.set("2026-03-02T11:00:00Z");
        notices.accept(notice("d-2", "team:service", "dev-2", Severity.CRITICAL, Map.of()));
        clock.move(ofSeconds(2));
        assertThat(deliver()).extracting(letter -> letter.get("contact")).containsExactly("user:kim");
    }

    @Test
    void aHubThatDiedWhileSendingIsReplacedAndItsLateWordIsIgnored() throws Exception {
        notices.accept(notice("l-1"));
        clock.move(ofSeconds(11));
        notices.release(List.of());
        Map<String, Object> lost = notices.letters().get(0);
        assertThat(notices.letters()).isEmpty();

        clock.move(ofMinutes(2));
        Map<String, Object> again = notices.letters().get(0);
        assertThat(again.get("id")).isEqualTo(lost.get("id"));
        notices.failed(lost, "too late");
        notices.delivered(again);
        assertThat(deliveries("l-1"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each).containsEntry("state", "delivered").containsEntry("attempts", 2));
    }

    @Test
    void aStormOfOneHundredThousandStaysWithinItsLimitsAndIsCounted() throws Exception {
        int devices = 10_000;
        long begin = System.nanoTime();
        int letters = 0;
        for (int minute = 0; minute < 10; minute++) {
            int now = minute;
            notices.accept(IntStream.range(0, devices)
                    .mapToObj(device -> notice(
                            "s-" + now + "-" + device,
                            "user:lee",
                            "storm-" + device,
                            Severity.HIGH,
                            Map.of("ruleId", "temp-high", "text", "storm")))
                    .toList());
            for (int second = 0; second < 60; second += 10) {
                clock.move(ofSeconds(10));
                letters += deliver().size();
            }
        }
        System.out.println("storm: 100000 notices, " + letters + " letters, " + desk.counts() + ", "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");

        assertThat(letters).isLessThanOrEqualTo(2);
        assertThat(desk.counts())
                .containsEntry("states", Map.of("told", 10_000L, "suppressed", 90_000L))
                .containsEntry("unsaid", Map.of("cooldown", 90_000L));
    }

    @Test
    void groupsThatNobodyWaitsForAreForgotten() throws Exception {
        notices.accept(notice("f-1"));
        clock.move(ofSeconds(11));
        deliver();
        clock.move(Duration.ofDays(89));
        assertThat(notices.forget()).isZero();
        clock.move(Duration.ofDays(2));
        assertThat(notices.forget()).isEqualTo(1);
    }

    @Test
    void aContactThatCannotBeReachedIsRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> contacts.put(
                        "lee",
                        Map.of(
                                "language",
                                "fr",
                                "zone",
                                "Seoul",
                                "channels",
                                List.of("fax"),
                                "addresses",
                                Map.of("mail", "x")),
                        "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("user:", "ko or en", "Asia/Seoul", "fax", "lee@example.com");
    }

    private Notices hub(Set<String> channels) {
        NoticeSettings settings = new NoticeSettings(
                List.of("template", "severity", "site"),
                ofSeconds(10),
                ofMinutes(5),
                ofSeconds(1),
                ofSeconds(30),
                ofMinutes(10),
                ofHours(4),
                Set.of("device-offline"),
                ofMinutes(2),
                ofSeconds(10),
                ofMinutes(10),
                3,
                50,
                Duration.ofDays(90),
                Map.of(),
                channels);
        return new Notices(database, settings, templates, new TestingDevices(), clock);
    }

    /** What the routes do each second; gives the letters that were sent. */
    private List<Map<String, Object>> deliver() throws Exception {
        List<Map<String, Object>> sent = new ArrayList<>();
        if (!notices.alarmQuestion().isEmpty()) {
            notices.release(List.of());
        }
        send(notices, sent);
        return sent;
    }

    private static int send(Notices hub, List<Map<String, Object>> sent) throws Exception {
        List<Map<String, Object>> letters = hub.letters();
        for (Map<String, Object> letter : letters) {
            hub.delivered(letter);
        }
        synchronized (sent) {
            sent.addAll(letters);
        }
        return letters.size();
    }

    private static int together(Callable<Integer> one, Callable<Integer> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            int sum = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(one, other))) {
                sum += each.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private String state(String id) throws Exception {
        Map<String, Object> notice = desk.get(id);
        return (notice.get("state") + " " + notice.getOrDefault("reason", "")).strip();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> deliveries(String id) throws Exception {
        return (List<Map<String, Object>>) desk.get(id).get("deliveries");
    }

    private Notice notice(String id) {
        return notice(id, "user:lee", "dev-1", Severity.HIGH, Map.of());
    }

    private Notice notice(String id, String target, String device, Severity severity, Map<String, Object> values) {
        return new Notice(
                id, "alarm-raised", target, List.of(), "alarm-of-" + device, device, severity, values, clock.instant());
    }

    private static Map<String, Object> person(String language) {
        return new HashMap<>(Map.of(
                "name",
                "이서준",
                "language",
                language,
                "channels",
                List.of("mail", "dashboard"),
                "addresses",
                Map.of("mail", "lee@example.com")));
    }

    /** Children stand behind hub-1; dev-2 stands elsewhere. */
    private static final class TestingDevices implements DeviceDirectory {

        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            String hub = deviceId.startsWith("child") ? "hub-1" : "";
            return Optional.of(
                    new RegisteredDevice(deviceId, "prod-a", hub, deviceId.equals("dev-2") ? "site-2" : "site-1"));
        }

        @Override
        public RegisteredDevice register(String deviceId, String productId, String hubId) {
            return new RegisteredDevice(deviceId, productId, hubId, "");
        }
    }
}
