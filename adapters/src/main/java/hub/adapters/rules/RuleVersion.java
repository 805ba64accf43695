package hub.adapters.rules;

import hub.adapters.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a rule table; its content never changes, its state does.
 *
 * @param table the table's file name
 * @param number counted from 1 within the table
 * @param hash the version that alarms name
 * @param content the file
 * @param cases the cases that belong to it; empty means those beside the table
 * @param base the version that was in force when it was drafted
 * @param origin {@code file}, {@code desk} or {@code upload}
 * @param state {@code draft}, {@code scheduled}, {@code canary}, {@code published} or {@code retired}
 * @param due when a scheduled one comes into force
 * @param share of a hundred devices so many are judged by a canary
 * @param since when it came into force the last time
 */
public record RuleVersion(
        String table,
        int number,
        String hash,
        byte[] content,
        Optional<String> cases,
        Optional<Integer> base,
        String origin,
        String author,
        String comment,
        Instant createdAt,
        String state,
        Optional<Instant> due,
        Optional<Integer> share,
        Optional<Instant> triedAt,
        String triedBy,
        Optional<Instant> since) {

    /**
     * What somebody wants to keep as a draft.
     *
     * @param base the version in force that he saw; empty when he does not say
     */
    public record Draft(
            String table,
            String hash,
            byte[] content,
            Optional<String> cases,
            Optional<Integer> base,
            String origin,
            String comment) {}

    /** Whether it judges, or once judged, all devices. */
    public boolean wasInForce() {
        return since.isPresent();
    }

    static RuleVersion read(ResultSet row) throws SQLException {
        return new RuleVersion(
                row.getString("table_name"),
                row.getInt("version"),
                row.getString("hash"),
                row.getBytes("content"),
                Optional.ofNullable(row.getString("cases")),
                number(row, "base"),
                row.getString("origin"),
                row.getString("author"),
                row.getString("comment"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("state"),
                Session.time(row, "due"),
                number(row, "share"),
                Session.time(row, "tried_at"),
                row.getString("tried_by"),
                Session.time(row, "since"));
    }

    static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
