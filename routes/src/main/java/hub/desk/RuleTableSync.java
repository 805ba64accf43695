package hub.desk;

import hub.adapters.rules.RuleArrivals;
import hub.adapters.rules.RuleVersion;
import hub.adapters.rules.RuleVersions;
import hub.rules.RuleBook;
import hub.rules.RuleTable;
import hub.rules.RuleTableProblem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the folder of rule tables and the versions in the database at one: what is published is written into the folder, what
 * somebody edits in the folder becomes a version. The folder decides what judges.
 */
public final class RuleTableSync {
    private static final Logger LOG = LoggerFactory.getLogger(RuleTableSync.class);
    private static final Duration AT_REST = Duration.ofSeconds(5);

    private final RuleShelf shelf;
    private final RuleVersions versions;
    private final RuleArrivals arrivals;
    private final SeenTables seen;
    private final Clock clock;
    private String stamp = "";

    public RuleTableSync(RuleShelf shelf, RuleVersions versions, RuleArrivals arrivals, SeenTables seen, Clock clock) {
        this.shelf = shelf;
        this.versions = versions;
        this.arrivals = arrivals;
        this.seen = seen;
        this.clock = clock;
    }

    /** Brings in what is due and settles what differs; cheap when nothing does. */
    public synchronized void work() throws SQLException, IOException {
        for (RuleVersion due : arrivals.due()) {
            arrivals.bringIn(due, problem(shelf.check(table(due))));
        }
        String now = shelf.stamp() + versions.stamp();
        if (now.equals(stamp)) {
            return;
        }
        // The folder first: what is published after it was read is newer than it, never the other way round.
        Map<String, RuleTable> files = shelf.files();
        Map<String, RuleVersion> inForce = new LinkedHashMap<>();
        versions.inState("published").forEach(version -> inForce.put(version.table(), version));
        boolean settled = true;
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(inForce.keySet());
        for (String name : names) {
            settled &= settle(name, Optional.ofNullable(files.get(name)), Optional.ofNullable(inForce.get(name)));
        }
        tryOut();
        stamp = settled ? now : "";
    }

    private static Optional<String> problem(List<RuleTableProblem> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(RuleShapes.sentence(problems));
    }

    private boolean settle(String name, Optional<RuleTable> file, Optional<RuleVersion> version)
            throws SQLException, IOException {
        if (file.isEmpty()) {
            return version.isEmpty() || missing(version.get());
        }
        String hash = file.get().version();
        if (version.filter(current -> current.hash().equals(hash)).isPresent()) {
            seen.keep(name, hash, hash);
            return true;
        }
        if (version.isPresent() && isUntouched(name, hash, version.get())) {
            bring(version.get());
            return true;
        }
        return take(file.get(), version);
    }

    private void bring(RuleVersion version) throws IOException {
        shelf.write(table(version), version.cases());
        seen.keep(version.table(), version.hash(), version.hash());
        LOG.info("rule table {} version {} is written into the folder", version.table(), version.number());
    }

    /** Whether the file lies there as this hub last saw it, so that only the version in force has changed since. */
    private boolean isUntouched(String name, String hash, RuleVersion version) throws SQLException {
        if (!seen.knows(name)) {
            return versions.of(name).stream().anyMatch(old -> old.hash().equals(hash));
        }
        return seen.file(name).equals(hash) && !seen.version(name).equals(version.hash());
    }

    /** The file was edited: it becomes a version, in force if it is, and a draft if it cannot be. */
    private boolean take(RuleTable file, Optional<RuleVersion> version) throws SQLException, IOException {
        boolean inForce = shelf.inForce(file.name())
                .filter(table -> table.version().equals(file.version()))
                .isPresent();
        boolean atRest = clock.instant().isAfter(shelf.changedAt(file.name()).plus(AT_REST));
        boolean refused = !inForce && atRest && !shelf.check(file).isEmpty();
        if (!inForce && !refused) {
            return false;
        }
        String cases = shelf.cases(file);
        arrivals.takeFile(
                new RuleVersion.Draft(
                        file.name(),
                        file.version(),
                        file.content(),
                        cases.isEmpty() ? Optional.empty() : Optional.of(cases),
                        Optional.empty(),
                        "file",
                        remark(refused, version)),
                inForce,
                version.map(RuleVersion::number));
        seen.keep(
                file.name(),
                file.version(),
                inForce ? file.version() : version.map(RuleVersion::hash).orElse(""));
        return true;
    }

    private static String remark(boolean refused, Optional<RuleVersion> version) {
        String how = version.isEmpty() ? "found in the folder" : "edited in the folder";
        return refused ? how + ", cannot come into force" : how;
    }

    /** A file that was there and is gone takes its table out of force; a folder that never had it gets it. */
    private boolean missing(RuleVersion version) throws SQLException, IOException {
        if (!seen.knows(version.table())) {
            bring(version);
            return true;
        }
        if (shelf.inForce(version.table()).isPresent()) {
            return false;
        }
        arrivals.retire(version.table(), "file");
        seen.forget(version.table());
        return true;
    }

    private void tryOut() throws SQLException {
        List<RuleBook.Canary> canaries = new ArrayList<>();
        for (RuleVersion version : versions.inState("canary")) {
            canaries.add(new RuleBook.Canary(table(version), version.share().orElse(0)));
        }
        problem(shelf.tryOut(canaries)).ifPresent(why -> LOG.warn("a version judges no device: {}", why));
    }

    static RuleTable table(RuleVersion version) {
        return RuleTable.of(version.table(), version.content());
    }
}
