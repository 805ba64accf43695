package hub;

import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdScan;
import hub.adapters.lab.ColdTables;
import hub.adapters.lab.ColumnTypes;
import hub.adapters.lab.Slice;
import hub.adapters.lab.TableFiles;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cold store as the laboratory sees it. */
final class LabTables implements ColdTables {
    private final ColdScan scan;
    private final Set<String> names;

    LabTables(ColdScan scan, ColdFiles files) {
        this.scan = scan;
        this.names = new TreeSet<>(files.tables());
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public TableFiles plan(String table, Slice slice) {
        ColdScan.Plan plan = scan.plan(
                table,
                new ColdScan.Wanted(
                        slice.from(), slice.until(), slice.product(), slice.device(), slice.asOf(), slice.snapshot()));
        List<TableFiles.Column> columns = plan.schema().columns().stream()
                .map(each -> new TableFiles.Column(each.fieldId(), each.name(), ColumnTypes.of(each.type())))
                .toList();
        List<TableFiles.DataFile> files = plan.files().stream()
                .map(each -> new TableFiles.DataFile(
                        each.path(), each.path(), each.rows(), each.bytes(), each.first(), each.last(), List.of()))
                .toList();
        return new TableFiles(table, plan.snapshotId(), plan.committedAt(), plan.timeColumn(), columns, files);
    }

    @Override
    public String metric(String column) {
        return scan.metric(column);
    }

    @Override
    public InputStream open(String path) {
        return scan.open(path);
    }
}
