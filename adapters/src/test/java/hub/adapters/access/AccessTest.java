package hub.adapters.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.Database;
import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, keys and the audit log against a real PostgreSQL. */
class AccessTest {

    private static final AccountRow FROM_FILE =
            new AccountRow("begun", "{x}begun-password", List.of("operator"), "", false, "file", Instant.EPOCH, "");
    private static final AccountRow FROM_DEMO =
            new AccountRow("demo", "{x}demo", List.of("lab"), "", false, "demo", Instant.EPOCH, "");

    private static DataSource source;

    private final MovedClock clock = new MovedClock();
    private final KeyRows keys = new KeyRows(source, clock);
    private final KeyDesk desk = new KeyDesk(keys, 600, clock);
    private final AccountRows accounts = new AccountRows(source, clock);
    private final AccountDesk people = new AccountDesk(
            accounts,
            () -> List.of(FROM_FILE, FROM_DEMO),
            new Passwords(text -> "{x}" + text, (text, hash) -> hash.equals("{x}" + text), clock));
    private final AuditLog log = new AuditLog(source);

    @BeforeAll
    static void start() throws Exception {
        source = TestingDatabase.with("hub");
    }

    @BeforeEach
    void empty() throws Exception {
        Database database = new Database(source);
        database.update("delete from hub.api_key");
        database.update("delete from hub.account");
    }

    @Test
    void aKeyIsShownOnceAndKeptAsADigest() throws Exception {
        Map<String, Object> made = desk.create(Map.of("name", "erp", "role", "service", "readOnly", true), "kim");

        String key = (String) made.get("key");
        assertThat(key).matches("hubk_[0-9a-f]{12}_[0-9a-f]{64}");
        assertThat(keys.open(key, "10.0.0.1")).hasValueSatisfying(row -> {
            assertThat(row.role()).isEqualTo("service");
            assertThat(row.readOnly()).isTrue();
        });
        assertThat(desk.list().toString()).doesNotContain(key);
        assertThat(new Database(source)
                        .select("select row_to_json(k)::text from hub.api_key k", row -> row.getString(1))
                        .toString())
                .doesNotContain(key.substring(20));
        assertThat(desk.get((String) made.get("id"))).containsEntry("usedFrom", "10.0.0.1");
        assertThat(keys.open(key.replaceAll(".$", key.endsWith("0") ? "1" : "0"), "x"))
                .isEmpty();
        assertThat(keys.open("hubk_short", "x")).isEmpty();
    }

    @Test
    void aRotatedKeyOpensWithBothSecretsForAWhile() throws Exception {
        Map<String, Object> made = desk.create(Map.of("name", "erp", "role", "lab"), "kim");
        String before = (String) made.get("key");

        String after = (String)
                desk.rotate((String) made.get("id"), Map.of("overlapHours", 2)).get("key");

        assertThat(keys.open(before, "x")).isPresent();
        assertThat(keys.open(after, "x")).isPresent();
        clock.move(Duration.ofHours(3));
        assertThat(keys.open(before, "x")).isEmpty();
        assertThat(keys.open(after, "x")).isPresent();
        clock.move(Duration.ofDays(90));
        assertThat(keys.open(after, "x")).isEmpty();
        assertThat(desk.get((String) made.get("id"))).containsEntry("state", "expired");
    }

    @Test
    void aRevokedKeyOpensNothingAtOnceAndElsewhereWithinASecond() throws Exception {
        Map<String, Object> made = desk.create(Map.of("name", "erp", "role", "lab"), "kim");
        String key = (String) made.get("key");
        KeyRows otherHub = new KeyRows(source, clock);
        assertThat(otherHub.open(key, "x")).isPresent();

        desk.revoke((String) made.get("id"), "kim");

        assertThat(keys.open(key, "x")).isEmpty();
        clock.move(Duration.ofMillis(1001));
        assertThat(otherHub.open(key, "x")).isEmpty();
        assertThatThrownBy(() -> desk.rotate((String) made.get("id"), null)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "tomorrow"})
    void aKeyMustEndSomeDay(String expiry) {
        assertThatThrownBy(() -> desk.create(Map.of("name", "x", "role", "lab", "expiresAt", expiry), "kim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expiresAt");
    }

    @Test
    void aCustomersKeyNamesTheCustomer() {
        assertThatThrownBy(() -> desk.create(Map.of("name", "x", "role", "customer"), "kim"))
                .hasMessageContaining("customerId");
        assertThatThrownBy(() -> desk.create(Map.of("name", "x", "role", "lab", "customerId", "c"), "kim"))
                .hasMessageContaining("customerId");
    }

    @Test
    void anAccountIsMadeChangedLockedAndRemoved() throws Exception {
        Map<String, Object> made = people.create(Map.of("name", "lee", "roles", List.of("service")), "begun");
        assertThat((String) made.get("password")).hasSize(20);
        assertThat(accounts.find("lee"))
                .hasValueSatisfying(row -> assertThat(row.passwordHash()).isEqualTo("{x}" + made.get("password")));
        assertThat(people.list().toString()).doesNotContain((String) made.get("password"));

        people.change("lee", Map.of("roles", List.of("customer"), "customerId", "c-1"), "begun");
        assertThat(accounts.find("lee"))
                .hasValueSatisfying(row -> assertThat(row.customerId()).isEqualTo("c-1"));
        assertThat(people.change("lee", Map.of("locked", true), "begun")).containsEntry("locked", true);
        people.remove("lee", "begun");
        assertThat(accounts.find("lee")).isEmpty();
        assertThatThrownBy(() -> people.get("lee")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anAccountOfTheFileIsKeptOnceItIsChangedAndTheDemosStay() throws Exception {
        people.reset("begun", Map.of("password", "a much longer one"), "someone");

        assertThat(accounts.find("begun"))
                .hasValueSatisfying(row -> assertThat(row.passwordHash()).isEqualTo("{x}a much longer one"));
        assertThatThrownBy(() -> people.remove("begun", "someone")).hasMessageContaining("users.yaml");
        assertThatThrownBy(() -> people.change("demo", Map.of("locked", true), "begun"))
                .hasMessageContaining("demo");
    }

    @Test
    void nobodyLocksHimselfOut() {
        assertThatThrownBy(() -> people.change("begun", Map.of("locked", true), "begun"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.change("begun", Map.of("roles", List.of("lab")), "begun"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "aaaaaaaaaaaaaaa", "my-name-is-begun", "가나다라마바사아자차카타파하거너더러머버서어저처커"})
    void aPasswordIsLongEnoughAndNotTheName(String password) {
        assertThatThrownBy(() -> people.reset("begun", Map.of("password", password), "someone"))
                .hasMessageContaining("password:")
                .hasMessageNotContaining(password);
    }

    @Test
    void onesOwnPasswordNeedsTheCurrentOneAndCannotBeGuessedThere() throws Exception {
        for (int guess = 0; guess < 5; guess++) {
            assertThatThrownBy(() ->
                            people.changeOwn(Map.of("current", "wrong", "password", "a much longer one"), "begun"))
                    .isInstanceOf(SecurityException.class);
        }
        Map<String, Object> right = Map.of("current", "begun-password", "password", "a much longer one");
        assertThatThrownBy(() -> people.changeOwn(right, "begun")).isInstanceOf(RejectedExecutionException.class);
        clock.move(Duration.ofMinutes(6));
        people.changeOwn(right, "begun");
        assertThat(accounts.find("begun")).isPresent();
    }

    @Test
    void theAuditLogIsFilteredPagedAndOnlyEverAddedTo() throws Exception {
        for (int line = 0; line < 5; line++) {
            log.add(line(line % 2 == 0 ? "kim" : "lee", "device-" + line));
            clock.move(Duration.ofMinutes(1));
        }

        Map<String, Object> first = log.list("kim", "", "devices", null, null, null, 2, "");
        assertThat((List<?>) first.get("items")).hasSize(2);
        Map<String, Object> second = log.list("kim", "", "devices", null, null, null, 2, (String) first.get("next"));
        assertThat((List<?>) second.get("items")).hasSize(1);
        assertThat(second).doesNotContainKey("next");
        Map<?, ?> newest = (Map<?, ?>) ((List<?>) first.get("items")).get(0);
        assertThat(log.get((String) newest.get("id"))).containsEntry("before", "{\"a\":1}");
        assertThat((List<?>) log.list("x' or '1'='1", null, null, null, null, null, null, null)
                        .get("items"))
                .isEmpty();

        Database database = new Database(source);
        for (String attempt :
                List.of("update hub.audit set who = 'nobody'", "delete from hub.audit", "truncate hub.audit")) {
            assertThatThrownBy(() -> database.update(attempt)).hasMessageContaining("only ever added to");
        }
    }

    private AuditLine line(String who, String device) {
        return new AuditLine(
                clock.instant(),
                who,
                "OPERATOR",
                "password",
                "10.0.0.1",
                "serve-device-change",
                "devices",
                device,
                200,
                "r",
                "{}",
                "{\"a\":1}",
                "{\"a\":2}");
    }
}
