package hub.adapters.lab;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** What the laboratory needs to know of the cold store: which tables there are, and which files one snapshot of each consists of. */
public interface ColdTables {

    /** The names that SQL may read. */
    Set<String> names();

    /**
     * The files of one table, exactly as of one snapshot. Files that cannot hold wanted rows may be left out.
     *
     * @throws IllegalArgumentException when there is no such snapshot
     */
    TableFiles plan(String table, Slice slice);

    /** The metric that a column of {@code telemetry.metrics} keeps. */
    default String metric(String column) {
        return column;
    }

    /** The content of a file that lies elsewhere, such as {@code s3://...}. */
    InputStream open(String path) throws IOException;
}
