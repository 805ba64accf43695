package hub.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.rules.Backtest;
import hub.adapters.rules.Backtests;
import hub.adapters.rules.RuleVersion;
import hub.adapters.rules.RuleVersions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes wishes for backtests and shows how far they are and what came out. */
public final class RuleBacktestDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration USUAL = Duration.ofDays(1);

    private final RuleVersions versions;
    private final Backtests backtests;
    private final Clock clock;

    public RuleBacktestDesk(RuleVersions versions, Backtests backtests, Clock clock) {
        this.versions = versions;
        this.backtests = backtests;
        this.clock = clock;
    }

    /** Asks for a comparison of {@code version} with the one in force, of the last 24 hours where no span is named. */
    public Map<String, Object> ask(String name, Map<String, Object> body, String user) throws SQLException {
        RuleShelf.known(name);
        if (!RuleShelf.isAlarmTable(name)) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' judges no readings; only alarm tables can be backtested, try this one with its cases and inputs");
        }
        RuleVersion version = versions.get(name, ((Number) body.get("version")).intValue());
        int against = body.get("against") instanceof Number number
                ? versions.get(name, number.intValue()).number()
                : versions.published(name)
                        .map(RuleVersion::number)
                        .orElseThrow(() -> new IllegalStateException(
                                "no version of '" + name + "' is in force to compare with; name one as against"));
        Instant until = time(body, "to", clock.instant());
        Instant from = time(body, "from", until.minus(USUAL));
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("to: " + until + " must lie after from " + from);
        }
        String product = String.valueOf(body.getOrDefault("product", ""));
        List<String> devices = body.get("devices") instanceof List<?> given
                ? given.stream().map(String::valueOf).toList()
                : List.of();
        return shape(backtests.ask(name, version.number(), against, from, until, product, devices, user));
    }

    private static Instant time(Map<String, Object> body, String field, Instant otherwise) {
        return body.get(field) instanceof String text
                ? OffsetDateTime.parse(text).toInstant()
                : otherwise;
    }

    /** Those of a table, the latest first, without their results. */
    public Map<String, Object> list(String name) throws SQLException {
        RuleShelf.known(name);
        return Map.of("items", backtests.of(name).stream().map(this::summary).toList());
    }

    /** One with what came out. */
    public Map<String, Object> get(String name, String id) throws SQLException {
        RuleShelf.known(name);
        return shape(backtests.get(name, number(id)));
    }

    /** Ends one that waits or runs. */
    public Map<String, Object> cancel(String name, String id) throws SQLException {
        RuleShelf.known(name);
        return shape(backtests.cancel(name, number(id)));
    }

    private static long number(String id) {
        return id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
    }

    private Map<String, Object> shape(Backtest test) {
        Map<String, Object> shape = summary(test);
        test.result().ifPresent(result -> {
            try {
                shape.put("result", JSON.readValue(result, Map.class));
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("the result of backtest " + test.id() + " cannot be read", broken);
            }
        });
        return shape;
    }

    private Map<String, Object> summary(Backtest test) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", test.id());
        shape.put("number", test.version());
        shape.put("against", test.against());
        shape.put("from", test.from().toString());
        shape.put("to", test.until().toString());
        if (!test.product().isEmpty()) {
            shape.put("product", test.product());
        }
        if (!test.devices().isEmpty()) {
            shape.put("devices", test.devices());
        }
        shape.put("state", test.state());
        shape.put("by", test.askedBy());
        shape.put("at", test.askedAt().toString());
        test.endedAt().ifPresent(at -> shape.put("endedAt", at.toString()));
        shape.put("deviceCount", test.deviceCount());
        shape.put("devicesDone", test.devicesDone());
        shape.put("readings", test.readings());
        if (!test.error().isEmpty()) {
            shape.put("error", test.error());
        }
        return shape;
    }
}
