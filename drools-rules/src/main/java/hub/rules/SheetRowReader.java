package hub.rules;

import hub.message.AlarmClass;
import hub.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks the analysts' rows cell by cell, before Drools sees them, so that every problem is plain. */
final class SheetRowReader {
    private final RuleTable table;
    private final RuleSheet sheet;
    private final TableProblems problems;
    private final ValueReader values;

    SheetRowReader(RuleTable table, RuleSheet sheet, TableProblems problems) {
        this.table = table;
        this.sheet = sheet;
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    List<RuleRow> rows() {
        List<RuleRow> rows = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (int r = sheet.firstRow(); r <= sheet.lastRow(); r++) {
            if (!isBlank(r)) {
                checkName(r, names);
                row(r).ifPresent(rows::add);
            }
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problems.add("", "the table has no rules; write at least one row below the headings");
        }
        return rows;
    }

    private void checkName(int r, Map<String, String> names) {
        String name = text(r, ColumnMeaning.RULE);
        String place = place(r, ColumnMeaning.RULE);
        if (name.isEmpty()) {
            problems.add(place, "the rule has no name; write one that operators will recognise, such as temp-high");
            return;
        }
        values.isName(place, name);
        String first = names.putIfAbsent(name, place);
        if (first != null) {
            problems.add(place, "the name '" + name + "' is already used at " + first + "; give each rule its own");
        }
    }

    private Optional<RuleRow> row(int r) {
        String metric = text(r, ColumnMeaning.METRIC);
        if (metric.isEmpty()) {
            problems.add(place(r, ColumnMeaning.METRIC), "the metric is missing; write its name, such as tempC");
        }
        String condition = condition(r, metric);
        Optional<Severity> severity =
                values.severity(place(r, ColumnMeaning.SEVERITY), text(r, ColumnMeaning.SEVERITY));
        RuleRow row = row(r, metric, condition, severity.orElse(Severity.INFO));
        return severity.map(known -> row);
    }

    private RuleRow row(int r, String metric, String condition, Severity severity) {
        String name = text(r, ColumnMeaning.RULE);
        String same = text(r, ColumnMeaning.SAME_ALARM);
        return new RuleRow(
                table.name(),
                table.version(),
                r + 1,
                place(r, ColumnMeaning.RULE),
                name,
                table.product(),
                same.isEmpty() ? name : same,
                metric,
                needs(r, metric),
                memory(r),
                severity,
                alarmClass(r).orElse(RuleRow.classOf(severity)),
                dampening(r),
                clearing(r, metric),
                text(r, ColumnMeaning.ACTION),
                parameters(r),
                values.moment(place(r, ColumnMeaning.SINCE), text(r, ColumnMeaning.SINCE), 0),
                values.moment(place(r, ColumnMeaning.UNTIL), text(r, ColumnMeaning.UNTIL), Long.MAX_VALUE),
                condition,
                text(r, ColumnMeaning.WHY));
    }

    private Optional<AlarmClass> alarmClass(int r) {
        return values.alarmClass(place(r, ColumnMeaning.CLASS), text(r, ColumnMeaning.CLASS));
    }

    private RuleRow.Dampening dampening(int r) {
        return values.dampening(
                place(r, ColumnMeaning.FOR_SECONDS), text(r, ColumnMeaning.FOR_SECONDS),
                place(r, ColumnMeaning.N_OF_M), text(r, ColumnMeaning.N_OF_M));
    }

    private String condition(int r, String metric) {
        List<String> parts = new ArrayList<>();
        String also = alsoMetric(r);
        for (RuleSheet.Column column : sheet.columns()) {
            String text = sheet.sheet().cell(r, column.index());
            if (text.isEmpty() || !column.meaning().isCondition() || column.meaning() == ColumnMeaning.METRIC) {
                continue;
            }
            if (column.meaning().isNumber()) {
                values.number(sheet.sheet().place(r, column.index()), text);
            }
            if (column.also() && also.isEmpty() && column.meaning() != ColumnMeaning.OTHER_CONDITION) {
                problems.add(
                        sheet.sheet().place(r, column.index()),
                        "'" + text + "' has no metric to compare; write one into the column And also metric");
            }
            String subject = column.also() ? also : metric;
            String words = column.meaning() == ColumnMeaning.OTHER_CONDITION
                    ? column.heading()
                    : column.meaning().words();
            parts.add(subject + " " + words + " " + text);
        }
        if (parts.isEmpty()) {
            problems.add(
                    place(r, ColumnMeaning.METRIC),
                    "the rule has no condition and would alarm at every reading; fill one of the limit columns");
        }
        return String.join(" and ", parts);
    }

    private Clearing clearing(int r, String metric) {
        return new Clearing(
                metric,
                number(r, ColumnMeaning.CLEAR_BELOW),
                number(r, ColumnMeaning.CLEAR_ABOVE),
                Optional.empty(),
                values.seconds(place(r, ColumnMeaning.CLEAR_SECONDS), text(r, ColumnMeaning.CLEAR_SECONDS)),
                values.seconds(place(r, ColumnMeaning.COOLDOWN_SECONDS), text(r, ColumnMeaning.COOLDOWN_SECONDS)));
    }

    private double number(int r, ColumnMeaning meaning) {
        return values.number(place(r, meaning), text(r, meaning)).orElse(Double.NaN);
    }

    private Map<String, Object> parameters(int r) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String text = text(r, ColumnMeaning.PARAMETERS);
        for (String pair : text.isEmpty() ? new String[0] : text.split("[;,]")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                problems.add(
                        place(r, ColumnMeaning.PARAMETERS),
                        "'" + pair.strip() + "' is not a parameter; write name=value, separated by semicolons");
                continue;
            }
            String value = pair.substring(equals + 1).strip();
            parameters.put(pair.substring(0, equals).strip(), PlainValue.of(value));
        }
        return parameters;
    }

    private List<String> needs(int r, String metric) {
        String also = alsoMetric(r);
        return also.isEmpty() ? List.of(metric) : List.of(metric, also);
    }

    private RuleRow.Memory memory(int r) {
        boolean previous = filled(r, ColumnMeaning.CHANGE_ABOVE, ColumnMeaning.CHANGE_BELOW)
                || filled(r, ColumnMeaning.PREVIOUS_ABOVE, ColumnMeaning.PREVIOUS_BELOW);
        boolean slope = filled(r, ColumnMeaning.SLOPE_ABOVE, ColumnMeaning.SLOPE_BELOW);
        boolean unknown = sheet.columns().stream()
                .anyMatch(column -> column.meaning() == ColumnMeaning.OTHER_CONDITION
                        && !sheet.sheet().cell(r, column.index()).isEmpty());
        return new RuleRow.Memory(previous || unknown, slope || unknown);
    }

    private boolean filled(int r, ColumnMeaning... meanings) {
        for (RuleSheet.Column column : sheet.columns()) {
            if (List.of(meanings).contains(column.meaning())
                    && !sheet.sheet().cell(r, column.index()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private String alsoMetric(int r) {
        return sheet.columns().stream()
                .filter(column -> column.also() && column.meaning() == ColumnMeaning.METRIC)
                .findFirst()
                .map(column -> sheet.sheet().cell(r, column.index()))
                .orElse("");
    }

    private boolean isBlank(int r) {
        return sheet.columns().stream()
                .allMatch(column -> sheet.sheet().cell(r, column.index()).isEmpty());
    }

    private String text(int r, ColumnMeaning meaning) {
        return column(meaning)
                .map(column -> sheet.sheet().cell(r, column.index()))
                .orElse("");
    }

    private String place(int r, ColumnMeaning meaning) {
        return sheet.sheet()
                .place(r, column(meaning).map(RuleSheet.Column::index).orElse(0));
    }

    private Optional<RuleSheet.Column> column(ColumnMeaning meaning) {
        return sheet.columns().stream()
                .filter(column -> column.meaning() == meaning && !column.also())
                .findFirst();
    }
}
