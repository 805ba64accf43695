package hub.master.mapping;

import hub.product.ProductProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the book like a folder of mapping files while people edit them: a bad file never replaces a good one. */
public final class MappingFolder {

    private static final Logger LOG = LoggerFactory.getLogger(MappingFolder.class);

    private final Path folder;
    private final MappingBook book;
    private final MappingReader reader = new MappingReader();
    private final Map<String, String> textsSeen = new HashMap<>();
    private final Map<String, TableMapping> inForce = new TreeMap<>();
    private final Map<String, List<ProductProblem>> problems = new TreeMap<>();

    /** A folder that has not been read yet; {@link #load()} reads it. */
    public MappingFolder(Path folder, MappingBook book) {
        this.folder = folder;
        this.book = book;
    }

    /**
     * Reads what is new, changed or gone since the last time; to be called about once a second.
     *
     * @return whether anything came into force or went out of it
     */
    public synchronized boolean load() {
        Map<String, String> texts = texts();
        boolean changed = inForce.keySet().removeIf(file -> !texts.containsKey(file));
        problems.keySet().retainAll(texts.keySet());
        textsSeen.keySet().retainAll(texts.keySet());
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (!file.getValue().equals(textsSeen.put(file.getKey(), file.getValue()))) {
                changed |= take(file.getKey(), file.getValue());
            }
        }
        if (changed) {
            book.replaceAll(inForce.values());
        }
        return changed;
    }

    /** What is wrong with the files as they are now. */
    public synchronized List<ProductProblem> problems() {
        return problems.values().stream().flatMap(Collection::stream).toList();
    }

    private boolean take(String file, String text) {
        MappingReader.Reading reading = reader.read(file, text);
        List<ProductProblem> found = new ArrayList<>(reading.problems());
        reading.mapping().flatMap(mapping -> rival(file, mapping)).ifPresent(found::add);
        if (found.isEmpty()) {
            problems.remove(file);
            inForce.put(file, reading.mapping().orElseThrow());
            LOG.info("Mapping {} is in force", file);
            return true;
        }
        problems.put(file, found);
        String fate = inForce.containsKey(file) ? "the version before stays in force" : "it is not in force";
        found.forEach(problem -> LOG.warn("{} ({})", problem, fate));
        return false;
    }

    private Optional<ProductProblem> rival(String file, TableMapping mapping) {
        return inForce.values().stream()
                .filter(other -> !other.file().equals(file) && other.table().equals(mapping.table()))
                .map(other -> new ProductProblem(
                        file,
                        0,
                        "table",
                        mapping.table() + " is mapped by " + other.file() + " already; keep one of them"))
                .findFirst();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(MappingReader.SUFFIX))
                    .toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}; the mappings before stay in force", folder, unreadable.getMessage());
            return new TreeMap<>(textsSeen);
        }
        return texts;
    }
}
