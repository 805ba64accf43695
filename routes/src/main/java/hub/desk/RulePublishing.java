package hub.desk;

import hub.adapters.rules.RuleVersion;
import hub.adapters.rules.RuleVersions;
import hub.rules.CaseResult;
import hub.rules.RuleTable;
import hub.rules.RuleTableException;
import hub.rules.RuleTableProblem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts versions of rule tables in force: at once, at a time, for a share of the devices, and back again. */
public final class RulePublishing {
    private static final int WHOLE = 100;

    private final RuleShelf shelf;
    private final RuleVersions versions;
    private final RuleTableSync sync;
    private final Clock clock;

    public RulePublishing(RuleShelf shelf, RuleVersions versions, RuleTableSync sync, Clock clock) {
        this.shelf = shelf;
        this.versions = versions;
        this.sync = sync;
        this.clock = clock;
    }

    /**
     * Puts {@code version} in force; with {@code at} then, with {@code share} for so many of a hundred devices.
     *
     * @throws IllegalArgumentException naming the cells that keep it from coming into force
     * @throws IllegalStateException when a case is red and the body does not say {@code acceptRed}, or when another version
     *     came into force since it was drafted
     */
    public Map<String, Object> publish(String name, Map<String, Object> body, String user)
            throws SQLException, IOException {
        RuleShelf.known(name);
        RuleVersion version = versions.get(name, ((Number) body.get("version")).intValue());
        String comment = comment(body);
        demandSound(version, body.get("acceptRed") == Boolean.TRUE);
        shelf.demandWritable();
        Optional<Instant> at = at(body);
        int share = body.get("share") instanceof Number number ? number.intValue() : WHOLE;
        if (share < WHOLE && !RuleShelf.isAlarmTable(name)) {
            throw new IllegalArgumentException("share: only alarm tables can judge a share of the devices");
        }
        if (share < WHOLE && at.isPresent()) {
            throw new IllegalArgumentException("share: cannot be scheduled; leave out either share or at");
        }
        RuleVersion changed;
        if (at.isPresent()) {
            changed = versions.schedule(name, version.number(), at.get(), user, comment);
        } else if (share < WHOLE) {
            changed = versions.tryOut(name, version.number(), share, user, comment);
        } else {
            changed = versions.publish(name, version.number(), user, comment);
        }
        return settled(changed);
    }

    /** Puts an earlier version in force again: {@code version}, or the one before. */
    public Map<String, Object> rollBack(String name, Map<String, Object> body, String user)
            throws SQLException, IOException {
        RuleShelf.known(name);
        shelf.demandWritable();
        Optional<Integer> number = body != null && body.get("version") instanceof Number given
                ? Optional.of(given.intValue())
                : Optional.empty();
        return settled(versions.rollBack(name, number, user, comment(body)));
    }

    /** Takes {@code version} back that is scheduled or judges a share of the devices. */
    public Map<String, Object> withdraw(String name, Map<String, Object> body, String user)
            throws SQLException, IOException {
        RuleShelf.known(name);
        return settled(versions.withdraw(name, ((Number) body.get("version")).intValue(), user, comment(body)));
    }

    private Map<String, Object> settled(RuleVersion changed) throws SQLException, IOException {
        sync.work();
        return RuleShapes.version(changed);
    }

    private void demandSound(RuleVersion version, boolean acceptRed) throws IOException {
        RuleTable table = RuleTableSync.table(version);
        List<RuleTableProblem> problems = shelf.check(table);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(RuleShapes.sentence(problems));
        }
        String cases = version.cases().isPresent() ? version.cases().get() : shelf.cases(table);
        List<CaseResult> red;
        try {
            red = RuleTableDesk.run(table, cases).stream()
                    .filter(result -> !result.passed())
                    .toList();
        } catch (RuleTableException unreadable) {
            throw new IllegalArgumentException(RuleShapes.sentence(unreadable.problems()), unreadable);
        }
        if (!red.isEmpty() && !acceptRed) {
            throw new IllegalStateException(red.size() + " of its cases are red: "
                    + red.stream()
                            .map(result -> "'" + result.name() + "' " + result.message())
                            .collect(Collectors.joining("; "))
                    + "; mend the table or its cases, or publish with {\"acceptRed\": true}");
        }
    }

    /** When it shall come into force, if that is later. */
    private Optional<Instant> at(Map<String, Object> body) {
        return Optional.ofNullable((String) body.get("at"))
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .filter(due -> due.isAfter(clock.instant()));
    }

    private static String comment(Map<String, Object> body) {
        return body == null ? "" : String.valueOf(body.getOrDefault("comment", ""));
    }
}
