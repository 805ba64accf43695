package hub.desk;

import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import hub.rules.RuleTable;
import hub.rules.RuleTableProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rule tables of this hub: as they lie in the folder, and as they are in force. */
public final class RuleShelf {
    private final Path folder;
    private final RuleBook alarms;
    private final DecisionBook decisions;

    public RuleShelf(Path folder, RuleBook alarms, DecisionBook decisions) {
        this.folder = folder;
        this.alarms = alarms;
        this.decisions = decisions;
    }

    static boolean isAlarmTable(String name) {
        return RuleTable.of(name, "").kind().equals("alarm");
    }

    /** The version that judges. */
    public Optional<RuleTable> inForce(String name) {
        return isAlarmTable(name) ? alarms.table(name) : decisions.table(name);
    }

    /** The table as people find it: in force, or as it lies in the folder when it never came into force. */
    public RuleTable current(String name) throws IOException {
        known(name);
        Optional<RuleTable> inForce = inForce(name);
        if (inForce.isPresent()) {
            return inForce.get();
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new NoSuchElementException("there is no rule table '" + name + "'; see GET /api/v1/rule-tables");
        }
        return RuleTable.of(name, Files.readAllBytes(file));
    }

    /** A name that may be a table's, and nothing else: it becomes a file's name. */
    static void known(String name) {
        if (!name.matches("[\\w.-]{1,120}") || !RuleTable.isTable(name)) {
            throw new NoSuchElementException("'" + name + "' is no rule table; see GET /api/v1/rule-tables");
        }
    }

    /** What keeps a version from coming into force. */
    public List<RuleTableProblem> check(RuleTable table) {
        return isAlarmTable(table.name()) ? alarms.check(table) : decisions.check(table);
    }

    /** What keeps the file in the folder from being in force. */
    public List<RuleTableProblem> problems(String name) {
        return Stream.concat(alarms.problems().stream(), decisions.problems().stream())
                .filter(problem -> problem.table().equals(name))
                .toList();
    }

    /** Makes these judge a share of the devices each. */
    List<RuleTableProblem> tryOut(Collection<RuleBook.Canary> canaries) {
        return alarms.tryOut(canaries);
    }

    /** The cases beside a table, empty when there are none. */
    public String cases(RuleTable table) throws IOException {
        Path file = folder.resolve(table.casesName());
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** All tables that lie in the folder. */
    Map<String, RuleTable> files() throws IOException {
        Map<String, RuleTable> found = new TreeMap<>();
        for (Path file : listed()) {
            String name = file.getFileName().toString();
            found.put(name, RuleTable.of(name, Files.readAllBytes(file)));
        }
        return found;
    }

    /** A word that is another one when any table in the folder, or what is in force, is. */
    String stamp() throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (Path file : listed()) {
            stamp.append(file.getFileName())
                    .append(Files.getLastModifiedTime(file))
                    .append(Files.size(file))
                    .append(inForce(file.getFileName().toString())
                            .map(RuleTable::version)
                            .orElse(""));
        }
        return stamp.toString();
    }

    private List<Path> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> RuleTable.isTable(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** When the file of a table was changed the last time. */
    Instant changedAt(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(name)).toInstant();
    }

    /** Whether the folder takes what is published. */
    void demandWritable() {
        if (!Files.isWritable(folder)) {
            throw new IllegalStateException(
                    "the folder " + folder
                            + " cannot be written, so nothing can be published from here; mount it writable (hub.rules.tables)");
        }
    }

    /** Writes a table, and its cases first where they are given, so that nobody reads half of either. */
    void write(RuleTable table, Optional<String> cases) throws IOException {
        if (cases.isPresent()) {
            replace(table.casesName(), cases.get().getBytes(StandardCharsets.UTF_8));
        }
        replace(table.name(), table.content());
    }

    private void replace(String name, byte[] content) throws IOException {
        Path draft = Files.createTempFile(folder, "." + name, ".tmp");
        try {
            Files.write(draft, content);
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
