package hub.adapters.rules;

import static hub.adapters.rules.RuleVersions.conflict;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Versions that come into force without anybody asking now: from the folder, or because their time has come. */
public final class RuleArrivals {
    private final Database database;
    private final RuleRows rows;
    private final Clock clock;

    /** @param source the warm store with schema {@code hub} */
    public RuleArrivals(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.rows = new RuleRows(clock);
        this.clock = clock;
    }

    /** Scheduled versions whose time has come. */
    public List<RuleVersion> due() throws SQLException {
        return database.select(
                "select * from hub.rule_version where state = 'scheduled' and due <= ? order by due",
                RuleVersion::read,
                clock.instant());
    }

    /**
     * Puts a scheduled version in force whose time has come, or makes it a draft again when it cannot be; once, however many
     * hubs ask.
     *
     * @param problem what keeps it from coming into force
     */
    public void bringIn(RuleVersion due, Optional<String> problem) throws SQLException {
        database.in(session -> {
            RuleRows.lock(session, due.table());
            RuleVersion version = rows.get(session, due.table(), due.number());
            if (!version.state().equals("scheduled")) {
                return false;
            }
            Optional<Integer> current =
                    rows.inState(session, due.table(), "published").map(RuleVersion::number);
            Optional<String> why = version.base().equals(current)
                    ? problem
                    : Optional.of(conflict(due.table(), version.base().orElse(0), current)
                            .getMessage());
            if (why.isPresent()) {
                rows.back(session, version, "refused", "hub", why.get());
            } else {
                rows.publish(session, version, "published", version.author(), "as scheduled");
            }
            return true;
        });
    }

    /**
     * Keeps what lies in the folder as the version in force, or as a draft when it cannot come into force.
     *
     * @param seen the version in force when the folder was read; when it is another one now, nothing happens
     */
    public void takeFile(RuleVersion.Draft file, boolean sound, Optional<Integer> seen) throws SQLException {
        database.in(session -> {
            RuleRows.lock(session, file.table());
            Optional<RuleVersion> current = rows.inState(session, file.table(), "published");
            if (!current.map(RuleVersion::number).equals(seen)
                    || current.filter(version -> version.hash().equals(file.hash()))
                            .isPresent()) {
                return false;
            }
            Optional<RuleVersion> known = rows.sameContent(session, file.table(), file.hash());
            int number = known.isPresent() ? known.get().number() : rows.add(session, based(file, seen), "file");
            if (sound) {
                rows.publish(session, rows.get(session, file.table(), number), "published", "file", file.comment());
            }
            return true;
        });
    }

    private static RuleVersion.Draft based(RuleVersion.Draft file, Optional<Integer> seen) {
        return new RuleVersion.Draft(
                file.table(), file.hash(), file.content(), file.cases(), seen, "file", file.comment());
    }

    /** Takes a table out of force whose file was removed. */
    public void retire(String table, String author) throws SQLException {
        database.in(session -> {
            RuleRows.lock(session, table);
            Optional<RuleVersion> current = rows.inState(session, table, "published");
            if (current.isPresent()) {
                session.update(
                        "update hub.rule_version set state = 'retired' where table_name = ? and state = 'published'",
                        table);
                rows.note(session, table, current.get().number(), "retired", author, "the file was removed");
            }
            return true;
        });
    }
}
