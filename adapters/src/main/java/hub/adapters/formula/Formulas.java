package hub.adapters.formula;

import hub.adapters.Database;
import hub.formula.daily.FormulaFault;
import hub.formula.daily.FormulaReading;
import hub.formula.daily.FormulaSpec;
import hub.formula.daily.FormulaSpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verbs of the routes: take formula files, and compute the formulas in force for customers' days. */
public final class Formulas {
    private static final Logger LOG = LoggerFactory.getLogger(Formulas.class);
    private static final int DAYS_AT_ONCE = 31;

    private final Database database;
    private final Path folder;
    private final FormulaSpecReader reader;
    private final FormulaVersions versions;
    private final FormulaResults results;
    private final Map<String, String> textsSeen = new TreeMap<>();
    private final Map<String, List<FormulaFault>> faults = new TreeMap<>();

    /**
     * @param source the warm store with schema {@code analytics}
     * @param folder the folder with formula files
     * @param reader knows the products' metrics
     * @param quantiles reads the sketches of the aggregates
     */
    public Formulas(DataSource source, Path folder, FormulaSpecReader reader, Quantiles quantiles, Clock clock) {
        this.database = new Database(source);
        this.folder = folder;
        this.reader = reader;
        this.versions = new FormulaVersions(clock);
        this.results = new FormulaResults(new CustomerDays(quantiles), clock);
    }

    /**
     * Computes all formulas in force for days whose aggregates are new or have changed.
     *
     * @param progress is told how far it is; may be null
     * @return how many results there are
     */
    public long apply(Collection<LocalDate> days, Consumer<String> progress) throws SQLException {
        List<LocalDate> sorted = List.copyOf(new TreeSet<>(days));
        List<Version> inForce = database.inTransaction(versions::inForce);
        long computed = 0;
        for (int from = 0; from < sorted.size(); from += DAYS_AT_ONCE) {
            List<LocalDate> some = sorted.subList(from, Math.min(sorted.size(), from + DAYS_AT_ONCE));
            for (Version version : inForce) {
                computed += database.inTransaction(connection -> results.compute(connection, version, some));
            }
            if (progress != null) {
                progress.accept(from + some.size() + " of " + sorted.size() + " days, " + computed + " results");
            }
        }
        return computed;
    }

    /**
     * Takes up formula files that are new or changed since they were last taken, by this hub or another; a bad one never
     * replaces a good one.
     *
     * @return how many came into force
     */
    public synchronized int takeFiles() throws SQLException {
        int taken = 0;
        Map<String, String> texts = texts();
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (!file.getValue().equals(textsSeen.get(file.getKey())) && take(file.getKey(), file.getValue())) {
                taken++;
            }
            textsSeen.put(file.getKey(), file.getValue());
        }
        textsSeen.keySet().retainAll(texts.keySet());
        faults.keySet().retainAll(texts.keySet());
        return taken;
    }

    /** What keeps formula files from being in force. */
    public synchronized List<FormulaFault> faults() {
        return faults.values().stream().flatMap(List::stream).toList();
    }

    private boolean take(String file, String text) throws SQLException {
        FormulaReading reading = reader.read(file, text);
        if (reading.spec().isEmpty()) {
            faults.put(file, reading.faults());
            reading.faults().forEach(fault -> LOG.warn("{} (what was in force stays in force)", fault));
            return false;
        }
        faults.remove(file);
        try {
            return database.inTransaction(
                    connection -> take(connection, file, reading.spec().get()));
        } catch (IllegalStateException refused) {
            faults.put(file, List.of(new FormulaFault(file, 0, "", refused.getMessage())));
            LOG.warn("{}: {}", file, refused.getMessage());
            return false;
        }
    }

    private boolean take(Connection connection, String file, FormulaSpec spec) throws SQLException {
        Database.select(connection, "select pg_advisory_xact_lock(hashtextextended('formula files', 0))", row -> true);
        if (versions.newestFromFile(connection, spec.formulaId())
                .filter(spec.text()::equals)
                .isPresent()) {
            return false;
        }
        int version = versions.register(connection, spec, "file", "file", file);
        versions.publish(connection, spec.formulaId(), version, "publish", "file", file);
        LOG.info("formula {} version {} is in force", spec.formulaId(), version);
        return true;
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            files.filter(file -> String.valueOf(file.getFileName()).endsWith(FormulaSpecReader.SUFFIX))
                    .forEach(found::add);
            for (Path file : found) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException problem) {
            LOG.warn("the folder {} cannot be read: {}", folder, problem.toString());
            return new TreeMap<>(textsSeen);
        }
        return texts;
    }
}
