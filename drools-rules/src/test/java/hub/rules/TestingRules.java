package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tables and readings for tests; a table is compiled once per test run. */
final class TestingRules {
    static final long START = 1_790_000_000_000L;
    private static final Map<String, CompiledTable> COMPILED = new ConcurrentHashMap<>();
    private static final Path TABLES = Path.of("tables");

    private TestingRules() {}

    static RuleTable shipped(String name) {
        try {
            return RuleTable.of(name, Files.readAllBytes(TABLES.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<RuleTable> allShipped() {
        try (var files = Files.list(TABLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(RuleTable::isAlarmTable)
                    .sorted()
                    .map(TestingRules::shipped)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static AlarmAct acknowledge(Alarm alarm, String by, Instant at) {
        return act(alarm, AlarmAct.Kind.ACKNOWLEDGE, null, by, at, "");
    }

    static AlarmAct clear(Alarm alarm, String by, Instant at, String cause) {
        return act(alarm, AlarmAct.Kind.CLEAR, null, by, at, cause);
    }

    static AlarmAct move(Alarm alarm, AlarmState to, Instant at, String cause) {
        return act(alarm, AlarmAct.Kind.MOVE, to, "response", at, cause);
    }

    private static AlarmAct act(Alarm alarm, AlarmAct.Kind kind, AlarmState to, String by, Instant at, String cause) {
        return new AlarmAct(
                alarm.id() + at,
                alarm.id(),
                alarm.deviceId(),
                kind,
                Optional.ofNullable(to),
                at,
                by,
                cause,
                Optional.empty(),
                Map.of());
    }

    static CompiledTable compiled(RuleTable table) {
        return COMPILED.computeIfAbsent(table.name() + table.version(), key -> RuleTableCompiler.compile(table));
    }

    /** A table of prod-a with the shipped head and these rows, each a map from heading to cell. */
    @SafeVarargs
    static String csv(Map<String, String>... rows) {
        String shipped = SheetReader.text(shipped("prod-a.alarm.drl.csv").content());
        String[] lines = shipped.split("\n");
        StringBuilder csv = new StringBuilder();
        int head = 0;
        while (!lines[head].startsWith("Rule,")) {
            csv.append(lines[head++]).append('\n');
        }
        csv.append(lines[head]).append('\n');
        String[] headings = lines[head].split(",");
        for (Map<String, String> row : rows) {
            for (int c = 0; c < headings.length; c++) {
                csv.append(c == 0 ? "" : ",").append(row.getOrDefault(headings[c], ""));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    static RuleTable table(String name, String content) {
        return RuleTable.of(name, content);
    }

    static RulesInForce rules(RuleTable... tables) {
        Map<String, CompiledTable> compiled = new java.util.TreeMap<>();
        for (RuleTable table : tables) {
            compiled.put(table.name(), compiled(table));
        }
        return new RulesInForce(compiled, java.util.Set.of());
    }

    static Telemetry reading(
            int partition, long offset, String device, long eventTime, long arrival, Object... metrics) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < metrics.length; i += 2) {
            values.put((String) metrics[i], metrics[i + 1]);
        }
        return new Telemetry(
                new StreamPosition(partition, Long.toString(offset)),
                0,
                "0".repeat(32),
                device,
                eventTime,
                "device",
                "",
                0,
                "prod-a",
                "",
                "",
                values,
                arrival);
    }
}
