package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What field service achieved in a span of time, from the history of alarms, cases and orders. */
public final class ServiceReport {

    private final Database database;
    private final Clock clock;

    /** @param database the warm store, with schema {@code service} */
    public ServiceReport(DataSource database, Clock clock) {
        this.database = new Database(database);
        this.clock = clock;
    }

    /**
     * The report on what began in a span of time; times are in minutes, shares between 0 and 1, absent without any case.
     *
     * @param alarms a page of alarms with their histories, for the time until somebody took note
     * @param from ISO 8601
     * @param to just after the span
     * @param devices how many there are, which availability is a share of
     */
    public Map<String, Object> report(Map<String, Object> alarms, String from, String to, int devices)
            throws SQLException {
        Instant begin = OffsetDateTime.parse(from).toInstant();
        Instant end = OffsetDateTime.parse(to).toInstant();
        if (!end.isAfter(begin)) {
            throw new IllegalArgumentException("to " + to + " must lie after from " + from);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("from", Shapes.time(begin));
        report.put("to", Shapes.time(end));
        report.put("timeToAcknowledge", spread(acknowledged(alarms, begin, end)));
        Instant now = clock.instant();
        new AlarmFigures(alarms, begin, end.isAfter(now) && now.isAfter(begin) ? now : end)
                .addTo(report, devices, OffsetDateTime.parse(from).getOffset());
        return database.in(session -> {
            report.put("ordersByStage", stages(session, begin, end));
            report.put("timeToRepair", repair(session, begin, end));
            shares(session, begin, end, report);
            report.put("rules", rules(session, begin, end));
            return report;
        });
    }

    private static List<Double> acknowledged(Map<String, Object> alarms, Instant from, Instant to) {
        List<?> items = alarms.get("items") instanceof List<?> list ? list : List.of();
        return items.stream()
                .map(item -> (Map<?, ?>) item)
                .filter(alarm -> isWithin(time(alarm.get("raisedAt")), from, to))
                .flatMap(alarm ->
                        acknowledgement(alarm)
                                .map(at -> Duration.between(time(alarm.get("raisedAt")), at)
                                                .toSeconds()
                                        / 60.0)
                                .stream())
                .filter(minutes -> minutes >= 0)
                .sorted()
                .toList();
    }

    /** A line of history that moves nothing and says so. */
    private static Optional<Instant> acknowledgement(Map<?, ?> alarm) {
        List<?> history = alarm.get("history") instanceof List<?> list ? list : List.of();
        return history.stream()
                .map(line -> (Map<?, ?>) line)
                .filter(line -> String.valueOf(line.get("cause")).startsWith("acknowledged"))
                .map(line -> time(line.get("at")))
                .findFirst();
    }

    private static boolean isWithin(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    static Instant time(Object value) {
        return value instanceof java.util.Date date ? date.toInstant() : Instant.parse(String.valueOf(value));
    }

    private static Map<String, Object> spread(List<Double> sorted) {
        Map<String, Object> spread = new LinkedHashMap<>();
        spread.put("count", sorted.size());
        if (!sorted.isEmpty()) {
            spread.put("median", sorted.get((sorted.size() - 1) / 2));
            spread.put("p90", sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1));
        }
        return spread;
    }

    private static Map<String, Object> stages(Session session, Instant from, Instant to) throws SQLException {
        Map<String, Object> stages = new LinkedHashMap<>();
        for (Row row : session.list(
                "select stage, count(*) as orders from service.work_order where requested_at >= ? and requested_at < ? group"
                        + " by stage order by stage",
                Row::of,
                from,
                to)) {
            stages.put(row.text("stage"), row.number("orders"));
        }
        return stages;
    }

    private static Map<String, Object> repair(Session session, Instant from, Instant to) throws SQLException {
        return spread(session
                .list(
                        "select extract(epoch from closed_at - opened_at) / 60 as minutes from service.service_case"
                                + " where opened_at >= ? and opened_at < ? and outcome like 'repaired%' order by 1",
                        Row::of, from, to)
                .stream()
                .map(row -> row.decimal("minutes").orElseThrow())
                .toList());
    }

    private static void shares(Session session, Instant from, Instant to, Map<String, Object> report)
            throws SQLException {
        Row row = session.one(
                        "select count(*) filter (where attempt = 1 and verified is not null) as judged, count(*) filter"
                                + " (where attempt = 1 and verified) as fixed, count(*) filter (where stage = 'completed') as"
                                + " ended, count(*) filter (where stage = 'completed' and ended_at <= request_late) as kept"
                                + " from service.work_order where requested_at >= ? and requested_at < ?",
                        Row::of,
                        from,
                        to)
                .orElseThrow();
        share(row, "fixed", "judged").ifPresent(value -> report.put("firstTimeFix", value));
        share(row, "kept", "ended").ifPresent(value -> report.put("deadlineKept", value));
    }

    private static Optional<Double> share(Row row, String part, String whole) {
        int all = row.number(whole);
        return all == 0 ? Optional.empty() : Optional.of(row.number(part) / (double) all);
    }

    /** How often a rule's alarm was right: a visit that found no fault says that it was not. */
    private static List<Map<String, Object>> rules(Session session, Instant from, Instant to) throws SQLException {
        return session
                .list(
                        "select evidence ->> 'ruleId' as rule, count(*) as visits, count(*) filter (where c.no_fault) as"
                                + " unfounded from service.work_order o join service.resolution_code c on c.code ="
                                + " o.resolution_code where requested_at >= ? and requested_at < ? and stage = 'completed' and"
                                + " evidence ->> 'ruleId' is not null group by 1 order by 1",
                        Row::of,
                        from,
                        to)
                .stream()
                .map(row -> {
                    Map<String, Object> rule = new LinkedHashMap<>();
                    rule.put("ruleId", row.text("rule"));
                    rule.put("visits", row.number("visits"));
                    rule.put("precision", 1 - row.number("unfounded") / (double) row.number("visits"));
                    return rule;
                })
                .toList();
    }
}
