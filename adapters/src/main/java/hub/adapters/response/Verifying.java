package hub.adapters.response;

import hub.adapters.Database;
import hub.product.ProductAction;
import hub.product.ProductCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at fresh data for what an action, or a visit, was meant to bring about. */
final class Verifying {

    /** The judge tells within five seconds that a condition is met again; a younger reading could still be such a one. */
    private static final Duration REPEATS_TOLD = Duration.ofSeconds(6);

    private static final String DUE = """
            update service.response set due_at = ? where alarm_id in (
                select alarm_id from service.response where state in ('VERIFYING', 'RESOLVED') and due_at <= ?
                order by due_at limit 200 for update skip locked)
            returning alarm_id, device_id, execution_id, since
            """;

    private final ProductCatalog catalog;
    private final ResponseSettings settings;
    private final MeterRegistry meters;

    Verifying(ProductCatalog catalog, ResponseSettings settings, MeterRegistry meters) {
        this.catalog = catalog;
        this.settings = settings;
        this.meters = meters;
    }

    /** The action that was taken last. */
    Optional<ProductAction> action(Response response) {
        return response.lastAttempt()
                .flatMap(attempt -> Acting.action(catalog, response.alarm, String.valueOf(attempt.get("action"))));
    }

    /** The questions to ask the hot store now; they are due again a little later. */
    List<Verification> due(Connection connection, Instant now) throws SQLException {
        return Database.select(
                connection,
                DUE,
                row -> new Verification(
                        row.getString("alarm_id"),
                        row.getString("device_id"),
                        row.getString("execution_id"),
                        ResponseRows.instant(row, "since").toString()),
                now.plus(settings.look()),
                now);
    }

    /** @param found readings as the API shows them, newest first */
    void judge(Response response, List<?> found, Changes changes) {
        boolean visit = response.state == ResponseState.RESOLVED;
        Evidence evidence = Evidence.of(found, response.since, action(response).map(ProductAction::condition));
        boolean repeats = visit && !isQuietAgain(response, evidence);
        boolean late = !changes.now().isBefore(response.verifyUntil);
        Ending ending = new Ending(changes);
        if (evidence.isMet() && !repeats) {
            meters.counter("hub.response.verified", "product", response.alarm.productId())
                    .increment();
            if (visit) {
                ending.visitProven(response, evidence.sentence(), evidence.shape());
            } else {
                ending.verified(response, evidence);
            }
        } else if (late && visit) {
            ending.visitRefuted(response, "the repair is not confirmed: " + evidence.sentence(), evidence.shape());
        } else if (late) {
            ending.failed(response, evidence.failure(), "not recovered: " + evidence.sentence(), evidence.shape());
        }
    }

    /** A repaired machine may need a moment to cool down; what counts is that the alarm's condition has not been seen since. */
    private static boolean isQuietAgain(Response response, Evidence evidence) {
        return evidence.newest()
                .filter(response.alarm.lastSeenAt().plus(REPEATS_TOLD)::isBefore)
                .isPresent();
    }
}
