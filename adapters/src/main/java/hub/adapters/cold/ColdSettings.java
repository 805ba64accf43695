package hub.adapters.cold;

import hub.adapters.S3Access;
import java.time.Duration;

/**
 * Where the cold store lies and how it is written.
 *
 * @param warehouse a folder, or {@code s3://bucket/prefix}
 * @param catalog the PostgreSQL database that knows the newest state of each table
 * @param objects how to reach S3; unused for a folder
 * @param buffer how much is gathered before it is written
 * @param care how tables are kept tidy
 */
public record ColdSettings(String warehouse, Catalog catalog, S3Access objects, Buffer buffer, Care care) {

    /** The schema of PostgreSQL that holds the catalog. */
    static final String SCHEMA = "cold_catalog";

    /** Whether the warehouse lies on S3. */
    boolean isOnObjects() {
        return warehouse.startsWith("s3://");
    }

    /**
     * The database of the catalog.
     *
     * @param url JDBC address
     */
    public record Catalog(String url, String user, String password) {}

    /**
     * What is gathered before a commit; whichever limit is met first counts.
     *
     * @param rows rows of one table
     * @param bytes of memory they take, roughly
     * @param interval since the first of them
     */
    public record Buffer(int rows, long bytes, Duration interval) {}

    /**
     * How tables are kept tidy.
     *
     * @param keepSnapshots how long older states of a table can be read
     * @param targetBytes how large a compacted data file should be
     * @param orphanAge how old a file must be that no table knows, to be removed
     */
    public record Care(Duration keepSnapshots, long targetBytes, Duration orphanAge) {}
}
