package hub.adapters.lab;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the process that runs one query is told first.
 *
 * @param queryId the query
 * @param sql as the person wrote it
 * @param format of the answer
 * @param tables that may be read
 * @param output the file that takes the answer
 * @param spill the folder for what does not fit into memory
 * @param memory in bytes
 * @param spillBytes at most
 * @param threads at most
 * @param rows at most
 * @param bytes of an answer in JSON at most
 */
record Job(
        String queryId,
        String sql,
        Format format,
        Set<String> tables,
        String output,
        String spill,
        long memory,
        long spillBytes,
        int threads,
        long rows,
        long bytes) {

    /** How an answer is written. */
    enum Format {
        /** Not called JSON, because then the route would take it for an object to write; outside the contract calls it so. */
        JSON("text/plain"),
        CSV("text/csv"),
        PARQUET("application/vnd.apache.parquet");

        final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /**
     * What it is told once it has said which tables the SQL names.
     *
     * @param paths the only files it may read
     * @param views statements that make the tables
     * @param snapshots by table, for the answer
     */
    record Plan(List<String> paths, List<String> views, Map<String, String> snapshots) {}

    /**
     * What it says: the tables first, the end of it last.
     *
     * @param tables that the SQL names
     * @param rows of the answer
     * @param truncated whether there would be more
     * @param problem why there is no answer, or empty
     * @param bounds what the SQL can mean of a table, where that is plain
     */
    record Word(Set<String> tables, long rows, boolean truncated, String problem, Map<String, SqlBounds.Bound> bounds) {

        Word(Set<String> tables, long rows, boolean truncated, String problem) {
            this(tables, rows, truncated, problem, Map.of());
        }
    }
}
