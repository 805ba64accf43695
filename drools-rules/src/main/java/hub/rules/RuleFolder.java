package hub.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps books of tables true to a folder of tables: looks once a second and compiles changes on a thread of its own. */
public final class RuleFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFolder.class);
    private static final int PATIENCE = 5;

    private final Path folder;
    private final List<TableBook> books;
    private final Map<String, RuleTable> known = new TreeMap<>();
    private final Map<String, String> stamps = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "rule-folder");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY + 1);
        return made;
    });

    /** Watches nothing yet: call {@link #load} and then {@link #start}. */
    public RuleFolder(Path folder, TableBook... books) {
        this.folder = folder;
        this.books = List.of(books);
    }

    /**
     * Brings every table of the folder into force on this thread.
     *
     * @return the problems of tables that were refused
     * @throws IOException if the folder cannot be read
     */
    public synchronized List<RuleTableProblem> load() throws IOException {
        look();
        return replace();
    }

    private List<RuleTableProblem> replace() {
        List<RuleTableProblem> problems = new ArrayList<>();
        for (TableBook book : books) {
            problems.addAll(book.replace(known.values().stream()
                    .filter(table -> book.takes(table.name()))
                    .toList()));
        }
        return problems;
    }

    private boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return books.stream().anyMatch(book -> book.takes(name));
    }

    /** Looks for changes once a second from now on. */
    public RuleFolder start() {
        thread.scheduleWithFixedDelay(this::poll, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private synchronized void poll() {
        try {
            if (look()) {
                replace();
            }
        } catch (IOException | RuntimeException problem) {
            LOG.warn("rule tables in {} cannot be read now, the ones in force stay: {}", folder, problem.toString());
        }
    }

    /** Reads what changed; a file must be gone for some looks before its table is, since editors save by replacing. */
    private boolean look() throws IOException {
        boolean changed = false;
        List<String> seen = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(this::isWanted).sorted().toList()) {
                seen.add(file.getFileName().toString());
                changed |= read(file);
            }
        }
        for (String name : List.copyOf(known.keySet())) {
            if (seen.contains(name)) {
                missing.remove(name);
            } else if (missing.merge(name, 1, Integer::sum) >= PATIENCE) {
                known.remove(name);
                stamps.remove(name);
                missing.remove(name);
                changed = true;
            }
        }
        return changed;
    }

    private boolean read(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String stamp = attributes.lastModifiedTime() + "/" + attributes.size();
            if (stamp.equals(stamps.get(name))) {
                return false;
            }
            RuleTable table = RuleTable.of(name, Files.readAllBytes(file));
            stamps.put(name, stamp);
            RuleTable before = known.put(name, table);
            return before == null || !before.version().equals(table.version());
        } catch (NoSuchFileException vanished) {
            return false;
        }
    }
}
