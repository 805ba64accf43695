package hub.adapters.dispatch;

import hub.adapters.TestingDatabase;
import hub.message.DispatchOrder;
import hub.message.Notice;
import hub.message.Severity;
import hub.message.VisitResult;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Field service on a real database, with a clock that the test sets, and the calls that people make. */
final class TestingService {

    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    static final BusinessHours COMPANY = new BusinessHours(
            SEOUL,
            LocalTime.of(9, 0),
            LocalTime.of(18, 0),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            Set.of());
    /** A Monday, 10:00 in Seoul. */
    static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");

    final DataSource database;
    Instant now = MONDAY;
    final List<Notice> notices = new ArrayList<>();
    final List<VisitResult> results = new ArrayList<>();
    final DispatchBoard board;
    final DispatchDesk desk;
    final TechnicianDesk technicians;

    TestingService() throws Exception {
        database = TestingDatabase.with("service");
        board = anotherBoard();
        desk = new DispatchDesk(database, board, clock());
        technicians = new TechnicianDesk(database, clock());
    }

    DispatchBoard anotherBoard() {
        DispatchSettings settings = new DispatchSettings(
                COMPANY,
                List.of(Duration.ofHours(40), Duration.ofHours(16), Duration.ofHours(8), Duration.ofHours(4)),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10));
        return new DispatchBoard(
                database,
                settings,
                new PlainScore(),
                (id, user) -> id.startsWith("up-") ? "" : "is no upload",
                clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void anew() throws Exception {
        now = MONDAY;
        notices.clear();
        results.clear();
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("truncate service.service_case, service.technician, service.dispatch_outbox,"
                            + " service.site_territory, service.product_skill cascade");
        }
        new DemoTechnicians(database).seed();
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    String open(String id, String device, String alarm) throws Exception {
        return open(board, id, device, alarm, Severity.HIGH);
    }

    String open(DispatchBoard someBoard, String id, String device, String alarm, Severity severity) throws Exception {
        return someBoard.open(
                new DispatchOrder(
                        id, alarm, device, "prod-a", severity, "too hot", Map.of("attempts", 2), "escalation", now),
                Map.of("site_id", "site-1", "site", "Ansan", "customerId", "customer-1", "customer", "Hanbit"));
    }

    Map<String, Object> order(String id) throws Exception {
        return desk.get(id, "service", "SERVICE", "");
    }

    Map<String, Object> technician(String id, String step, Map<String, Object> body) throws Exception {
        return desk.step(id, step, body, "technician", "TECHNICIAN");
    }

    Map<String, Object> service(String id, String step, Map<String, Object> body) throws Exception {
        return desk.step(id, step, body, "service", "SERVICE");
    }

    /** Brings what waits to be told to its lists, as the route does. */
    void tell() throws Exception {
        for (Telling telling : board.tellings("live,notice,result")) {
            if (telling.message() instanceof Notice notice) {
                notices.add(notice);
            } else if (telling.message() instanceof VisitResult result) {
                results.add(result);
            }
            board.told(telling);
        }
    }
}
