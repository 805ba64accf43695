package hub.adapters.lab;

import java.time.Instant;
import java.util.List;

/**
 * The files of one table as of one snapshot.
 *
 * @param table its name
 * @param snapshotId the snapshot, or 0 when nothing was ever written
 * @param committedAt when it was committed
 * @param timeColumn the column that {@link Slice#from()} and {@link Slice#until()} mean
 * @param columns its schema then
 * @param files its data files, those that cannot hold wanted rows left out
 */
public record TableFiles(
        String table,
        long snapshotId,
        Instant committedAt,
        String timeColumn,
        List<Column> columns,
        List<DataFile> files) {

    /**
     * One column.
     *
     * @param id its field id in the data files, which outlives renaming
     * @param name its name
     * @param type its type in DuckDB's words
     */
    public record Column(int id, String name, String type) {}

    /**
     * One Parquet file.
     *
     * @param path a path of this machine, or an address that {@link ColdTables#open} understands
     * @param address what the table calls the file; position deletes name it so
     * @param rows how many rows it holds
     * @param bytes its size
     * @param first no row is older than this
     * @param last no row is newer than this
     * @param deletes Parquet files of positions in data files that no longer count, each with the columns file_path and pos
     */
    public record DataFile(
            String path, String address, long rows, long bytes, Instant first, Instant last, List<String> deletes) {}

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }
}
