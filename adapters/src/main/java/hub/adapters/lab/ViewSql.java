package hub.adapters.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statement that makes a table of data files. Columns are found by their field ids, as Iceberg wants it, so renamed and added
 * columns are right in old files too; deleted rows are left out by their positions.
 */
final class ViewSql {
    private final TableFiles table;
    private final Map<String, String> local;

    /** @param local where files lie on this machine, by path */
    ViewSql(TableFiles table, Map<String, String> local) {
        this.table = table;
        this.local = local;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(ViewSql::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    /** The statement; rows outside of the slice are not in the view. */
    String create(Slice slice) {
        return "create view " + name(table.table()) + " as " + select(slice);
    }

    /** The rows of the slice. */
    String select(Slice slice) {
        List<String> conditions = new ArrayList<>();
        slice.from().ifPresent(from -> conditions.add(name(table.timeColumn()) + " >= " + time(from)));
        slice.until().ifPresent(until -> conditions.add(name(table.timeColumn()) + " < " + time(until)));
        if (table.has("product_id")) {
            slice.product().ifPresent(product -> conditions.add("product_id = " + quoted(product)));
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return rows().stream().map(each -> "(" + each + where + ")").collect(Collectors.joining(" union all "));
    }

    private List<String> rows() {
        List<TableFiles.DataFile> whole =
                table.files().stream().filter(each -> each.deletes().isEmpty()).toList();
        List<TableFiles.DataFile> holed =
                table.files().stream().filter(each -> !each.deletes().isEmpty()).toList();
        List<String> parts = new ArrayList<>();
        if (!whole.isEmpty()) {
            parts.add("select * from " + read(whole, ""));
        }
        if (!holed.isEmpty()) {
            parts.add("select * from (" + withoutDeleted(holed) + ")");
        }
        return parts.isEmpty() ? List.of("select * from (" + nothing() + ")") : parts;
    }

    private String read(List<TableFiles.DataFile> files, String more) {
        String schema = table.columns().stream()
                .map(each -> each.id() + ": {name: " + quoted(each.name()) + ", type: " + quoted(each.type())
                        + ", default_value: NULL}")
                .collect(Collectors.joining(", ", "MAP {", "}"));
        List<String> paths = files.stream().map(each -> here(each.path())).toList();
        return "read_parquet(" + list(paths) + ", schema = " + schema + more + ")";
    }

    private String withoutDeleted(List<TableFiles.DataFile> files) {
        String places = files.stream()
                .map(each -> "(" + quoted(here(each.path())) + ", " + quoted(each.address()) + ")")
                .collect(Collectors.joining(", "));
        List<String> deletes = files.stream()
                .flatMap(each -> each.deletes().stream())
                .distinct()
                .map(this::here)
                .toList();
        String columns =
                table.columns().stream().map(each -> "d." + name(each.name())).collect(Collectors.joining(", "));
        return "select " + columns + " from " + read(files, ", filename = true, file_row_number = true") + " d"
                + " where not exists (select 1 from (values " + places + ") p(here, address) join read_parquet("
                + list(deletes) + ") x on x.file_path = p.address"
                + " where p.here = d.filename and x.pos = d.file_row_number)";
    }

    private String nothing() {
        return table.columns().stream()
                .map(each -> "cast(null as " + each.type() + ") as " + name(each.name()))
                .collect(Collectors.joining(", ", "select ", " limit 0"));
    }

    /** All files that the view reads. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (TableFiles.DataFile file : table.files()) {
            paths.add(here(file.path()));
            file.deletes().forEach(each -> paths.add(here(each)));
        }
        return paths.stream().distinct().toList();
    }

    private String here(String path) {
        return local.getOrDefault(path, path);
    }

    private static String time(Instant instant) {
        return "TIMESTAMPTZ " + quoted(instant.toString());
    }
}
