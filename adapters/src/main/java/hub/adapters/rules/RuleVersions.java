package hub.adapters.rules;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps the versions of rule tables and says which is in force; what two people or hubs do at once happens one after the other. */
public final class RuleVersions {
    private final Database database;
    private final RuleRows rows;
    private final Clock clock;

    /** @param source the warm store with schema {@code hub} */
    public RuleVersions(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.rows = new RuleRows(clock);
        this.clock = clock;
    }

    /** The versions of a table, the newest first. */
    public List<RuleVersion> of(String table) throws SQLException {
        return database.select(
                "select * from hub.rule_version where table_name = ? order by version desc limit 200",
                RuleVersion::read,
                table);
    }

    /** What was done with them, the latest first. */
    public List<RuleEvent> events(String table) throws SQLException {
        return database.select(
                "select * from hub.rule_event where table_name = ? order by id desc limit 200",
                row -> new RuleEvent(
                        row.getInt("version"),
                        row.getString("action"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("author"),
                        row.getString("comment")),
                table);
    }

    /** One version; {@link java.util.NoSuchElementException} when there is none. */
    public RuleVersion get(String table, int number) throws SQLException {
        return database.in(session -> rows.get(session, table, number));
    }

    /** The version in force. */
    public Optional<RuleVersion> published(String table) throws SQLException {
        return database.in(session -> rows.inState(session, table, "published"));
    }

    /** All versions in one state, of all tables. */
    public List<RuleVersion> inState(String state) throws SQLException {
        return database.select(
                "select * from hub.rule_version where state = ? order by table_name", RuleVersion::read, state);
    }

    /** A word that is another one as soon as any version is another one or has another state. */
    public String stamp() throws SQLException {
        return database.select(
                        "select (select coalesce(max(id), 0) from hub.rule_event)::text", row -> row.getString(1))
                .get(0);
    }

    /**
     * Keeps a draft.
     *
     * @throws IllegalStateException when another version came into force since its author looked
     */
    public RuleVersion draft(RuleVersion.Draft draft, String author) throws SQLException {
        return database.in(session -> {
            RuleRows.lock(session, draft.table());
            Optional<Integer> current =
                    rows.inState(session, draft.table(), "published").map(RuleVersion::number);
            if (draft.base().isPresent() && !draft.base().equals(current)) {
                throw conflict(draft.table(), draft.base().get(), current);
            }
            RuleVersion.Draft based = new RuleVersion.Draft(
                    draft.table(),
                    draft.hash(),
                    draft.content(),
                    draft.cases(),
                    current,
                    draft.origin(),
                    draft.comment());
            return rows.get(session, draft.table(), rows.add(session, based, author));
        });
    }

    /**
     * Puts a version in force for all devices.
     *
     * @throws IllegalStateException when it is in force, was before, or was drafted on another one than is in force
     */
    public RuleVersion publish(String table, int number, String author, String comment) throws SQLException {
        return database.in(session -> {
            RuleVersion version = publishable(session, table, number);
            rows.publish(session, version, "published", author, comment);
            return rows.get(session, table, number);
        });
    }

    /** Has a version come into force at a time. */
    public RuleVersion schedule(String table, int number, Instant due, String author, String comment)
            throws SQLException {
        return database.in(session -> {
            publishable(session, table, number);
            session.update(
                    "update hub.rule_version set state = 'scheduled', due = ?, share = null"
                            + " where table_name = ? and version = ?",
                    due,
                    table,
                    number);
            rows.note(session, table, number, "scheduled", author, (due + " " + comment).strip());
            return rows.get(session, table, number);
        });
    }

    /** Has a version judge a share of the devices, in percent. */
    public RuleVersion tryOut(String table, int number, int share, String author, String comment) throws SQLException {
        return database.in(session -> {
            publishable(session, table, number);
            Optional<RuleVersion> other =
                    rows.inState(session, table, "canary").filter(canary -> canary.number() != number);
            if (other.isPresent()) {
                throw new IllegalStateException("version " + other.get().number()
                        + " judges a share of the devices already; publish it for all or withdraw it first");
            }
            session.update(
                    "update hub.rule_version set state = 'canary', share = ?, due = null"
                            + " where table_name = ? and version = ?",
                    share,
                    table,
                    number);
            rows.note(session, table, number, "canary", author, (share + " % " + comment).strip());
            return rows.get(session, table, number);
        });
    }

    /** Puts an earlier version in force again: that one, or the one before. */
    public RuleVersion rollBack(String table, Optional<Integer> number, String author, String comment)
            throws SQLException {
        return database.in(session -> {
            RuleRows.lock(session, table);
            RuleVersion version =
                    rows.get(session, table, number.orElse(0) > 0 ? number.get() : before(session, table));
            if (version.state().equals("published")) {
                throw new IllegalStateException("version " + version.number() + " is in force");
            }
            if (!version.wasInForce()) {
                throw new IllegalStateException(
                        "version " + version.number() + " was never in force; publish it instead");
            }
            rows.publish(session, version, "rolled-back", author, comment);
            return rows.get(session, table, version.number());
        });
    }

    private int before(Session session, String table) throws SQLException {
        int current = rows.inState(session, table, "published")
                .map(RuleVersion::number)
                .orElse(Integer.MAX_VALUE);
        return session.one(
                        "select version from hub.rule_version where table_name = ? and since is not null and version < ?"
                                + " order by version desc limit 1",
                        row -> row.getInt(1),
                        table,
                        current)
                .orElseThrow(() -> new IllegalStateException("no earlier version of '" + table
                        + "' was ever in force; name a version or publish another one"));
    }

    /** Takes a version back that is scheduled or judges a share of the devices. */
    public RuleVersion withdraw(String table, int number, String author, String why) throws SQLException {
        return database.in(session -> {
            RuleRows.lock(session, table);
            RuleVersion version = rows.get(session, table, number);
            if (!List.of("scheduled", "canary").contains(version.state())) {
                throw new IllegalStateException("version " + number + " is " + version.state()
                        + "; only one that is scheduled or judges a share of the devices can be withdrawn");
            }
            rows.back(session, version, "withdrawn", author, why);
            return rows.get(session, table, number);
        });
    }

    /** Notes that somebody has tried a version and all its cases were green. */
    public void tried(String table, int number, String user) throws SQLException {
        database.update(
                "update hub.rule_version set tried_at = ?, tried_by = ? where table_name = ? and version = ?",
                clock.instant(),
                user,
                table,
                number);
    }

    private RuleVersion publishable(Session session, String table, int number) throws SQLException {
        RuleRows.lock(session, table);
        RuleVersion version = rows.get(session, table, number);
        Optional<RuleVersion> current = rows.inState(session, table, "published");
        if (version.state().equals("published")) {
            throw new IllegalStateException("version " + number + " is in force already");
        }
        if (version.wasInForce()) {
            throw new IllegalStateException("version " + number + " was in force before; roll back to it");
        }
        if (!version.base().equals(current.map(RuleVersion::number))) {
            throw conflict(table, version.base().orElse(0), current.map(RuleVersion::number));
        }
        return version;
    }

    static IllegalStateException conflict(String table, int base, Optional<Integer> current) {
        String now = current.map(number -> "version " + number).orElse("no version");
        return new IllegalStateException("this was drafted on version " + base + ", but " + now
                + " is in force by now; see GET /api/v1/rule-tables/" + table + "/versions/" + base + "/diff/"
                + current.orElse(base) + " and draft it anew");
    }
}
