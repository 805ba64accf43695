package hub.adapters.rules;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What the verbs on versions do to rows, each within a transaction that holds the table's lock. */
final class RuleRows {
    private static final String SELECT = "select * from hub.rule_version where table_name = ? and ";

    private final Clock clock;

    RuleRows(Clock clock) {
        this.clock = clock;
    }

    static void lock(Session session, String table) throws SQLException {
        session.lock("rule table " + table);
    }

    RuleVersion get(Session session, String table, int number) throws SQLException {
        return session.one(SELECT + "version = ?", RuleVersion::read, table, number)
                .orElseThrow(() -> new NoSuchElementException("table '" + table + "' has no version " + number
                        + "; see GET /api/v1/rule-tables/" + table + "/versions"));
    }

    Optional<RuleVersion> inState(Session session, String table, String state) throws SQLException {
        return session.one(SELECT + "state = ?", RuleVersion::read, table, state);
    }

    Optional<RuleVersion> sameContent(Session session, String table, String hash) throws SQLException {
        return session.one(SELECT + "hash = ? order by version desc limit 1", RuleVersion::read, table, hash);
    }

    int add(Session session, RuleVersion.Draft draft, String author) throws SQLException {
        long next = session.number(
                "select coalesce(max(version), 0) + 1 from hub.rule_version where table_name = ?", draft.table());
        session.update(
                "insert into hub.rule_version (table_name, version, hash, content, cases, base, origin, author, comment,"
                        + " created_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft')",
                draft.table(),
                (int) next,
                draft.hash(),
                draft.content(),
                draft.cases(),
                draft.base(),
                draft.origin(),
                author,
                draft.comment(),
                clock.instant());
        note(session, draft.table(), (int) next, "drafted", author, draft.comment());
        return (int) next;
    }

    /** Puts a version in force; the one before retires, and one that is tried on some devices ends. */
    void publish(Session session, RuleVersion version, String action, String author, String comment)
            throws SQLException {
        String table = version.table();
        session.update(
                "update hub.rule_version set state = 'retired' where table_name = ? and state = 'published'", table);
        Optional<RuleVersion> canary = inState(session, table, "canary");
        if (canary.isPresent() && canary.get().number() != version.number()) {
            back(session, canary.get(), "withdrawn", author, "version " + version.number() + " was published");
        }
        session.update(
                "update hub.rule_version set state = 'published', since = ?, due = null, share = null"
                        + " where table_name = ? and version = ?",
                clock.instant(),
                table,
                version.number());
        note(session, table, version.number(), action, author, comment);
    }

    /** Makes a draft of it again. */
    void back(Session session, RuleVersion version, String action, String author, String why) throws SQLException {
        session.update(
                "update hub.rule_version set state = 'draft', due = null, share = null"
                        + " where table_name = ? and version = ?",
                version.table(),
                version.number());
        note(session, version.table(), version.number(), action, author, why);
    }

    void note(Session session, String table, int number, String action, String author, String comment)
            throws SQLException {
        session.update(
                "insert into hub.rule_event (table_name, version, action, at, author, comment) values (?, ?, ?, ?, ?, ?)",
                table,
                number,
                action,
                clock.instant(),
                author,
                comment);
    }
}
