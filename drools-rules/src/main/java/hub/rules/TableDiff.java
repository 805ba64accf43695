package hub.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two versions of a table, cell by cell; rows are known by their names, YAML by its lines.
 *
 * @param columns headings that only one of them has
 * @param added rows or lines that only the later one has
 * @param removed rows or lines that only the earlier one has
 * @param changed cells that say something else
 */
public record TableDiff(List<String> columns, List<Row> added, List<Row> removed, List<Cell> changed) {

    /**
     * A row with its filled cells by heading; a line of YAML has the heading {@code line}.
     *
     * @param row its number in its version
     */
    public record Row(int row, String name, Map<String, String> cells) {}

    /**
     * A cell that differs.
     *
     * @param cell its address in the later version
     */
    public record Cell(String name, String heading, String cell, String before, String after) {}

    /** @throws RuleTableException when one of them is no sheet with a rule table */
    public static TableDiff of(RuleTable before, RuleTable after) {
        return before.isYaml() ? lines(before, after) : cells(TableGrid.of(before), TableGrid.of(after));
    }

    private static TableDiff cells(TableGrid before, TableGrid after) {
        Map<String, Row> old = named(before);
        Map<String, Row> now = named(after);
        List<String> columns = new ArrayList<>(headings(before));
        columns.removeAll(headings(after));
        headings(after).stream()
                .filter(each -> !headings(before).contains(each))
                .forEach(columns::add);
        List<Cell> changed = new ArrayList<>();
        now.forEach((name, row) -> {
            if (old.containsKey(name)) {
                compare(old.get(name), row, after, changed);
            }
        });
        return new TableDiff(columns, missing(now, old), missing(old, now), changed);
    }

    private static void compare(Row old, Row now, TableGrid grid, List<Cell> changed) {
        for (TableGrid.Column column : grid.columns()) {
            String heading = heading(column);
            String before = old.cells().getOrDefault(heading, "");
            String after = now.cells().getOrDefault(heading, "");
            if (!before.equals(after)) {
                changed.add(new Cell(now.name(), heading, column.letter() + now.row(), before, after));
            }
        }
    }

    private static List<Row> missing(Map<String, Row> from, Map<String, Row> in) {
        return from.entrySet().stream()
                .filter(each -> !in.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> headings(TableGrid grid) {
        return grid.columns().stream().map(TableDiff::heading).toList();
    }

    private static String heading(TableGrid.Column column) {
        return column.heading().isEmpty() ? column.letter() : column.heading();
    }

    private static Map<String, Row> named(TableGrid grid) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (TableGrid.Row row : grid.rows()) {
            Map<String, String> cells = new LinkedHashMap<>();
            String name = "";
            for (int c = 0; c < grid.columns().size(); c++) {
                TableGrid.Column column = grid.columns().get(c);
                String text = row.cells().get(c);
                name = column.kind().equals("name") ? text : name;
                if (!text.isEmpty()) {
                    cells.put(heading(column), text);
                }
            }
            rows.putIfAbsent(name, new Row(row.row(), name, cells));
        }
        return rows;
    }

    private static TableDiff lines(RuleTable before, RuleTable after) {
        List<String> old = text(before);
        List<String> now = text(after);
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Row> added = new ArrayList<>();
        List<Row> removed = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                removed.add(line(i + 1, old.get(i++)));
            } else {
                added.add(line(j + 1, now.get(j++)));
            }
        }
        return new TableDiff(List.of(), added, removed, List.of());
    }

    private static Row line(int number, String text) {
        return new Row(number, "line " + number, Map.of("line", text));
    }

    private static List<String> text(RuleTable table) {
        List<String> lines =
                new String(table.content(), StandardCharsets.UTF_8).lines().toList();
        return lines.subList(0, Math.min(lines.size(), 2_000));
    }
}
