package hub.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a catalog like a folder of product files, while people edit them: a good file is in force within a second, a bad
 * one never replaces a good one and its problems are kept until it is mended.
 */
public final class ProductFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProductFolder.class);

    private final Path folder;
    private final ProductCatalog catalog;
    private final ProductSpecReader reader = new ProductSpecReader();
    private final Map<String, String> textsSeen = new HashMap<>();
    private final Map<String, Product> inForce = new TreeMap<>();
    private final Map<String, List<ProductProblem>> problems = new TreeMap<>();
    private final List<Consumer<Product>> versionListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Collection<Product>>> changeListeners = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService watch;

    /** A folder that has not been read yet; {@link #load()} reads it. */
    public ProductFolder(Path folder, ProductCatalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /** Calls back with each version that comes into force, the first ones included; register before loading. */
    public void onVersion(Consumer<Product> listener) {
        versionListeners.add(listener);
    }

    /** Calls back with all products whenever any of them changes; register before loading. */
    public void onChange(Consumer<Collection<Product>> listener) {
        changeListeners.add(listener);
    }

    /**
     * Reads what is new, changed or gone since the last time.
     *
     * @return whether anything came into force or went out of it
     */
    public synchronized boolean load() {
        Map<String, String> texts = texts();
        List<Product> fresh = new ArrayList<>();
        texts.forEach((file, text) -> {
            if (!text.equals(textsSeen.put(file, text))) {
                take(file, text).ifPresent(fresh::add);
            }
        });
        boolean gone = forget(texts.keySet());
        if (!fresh.isEmpty() || gone) {
            swap(fresh);
        }
        return !fresh.isEmpty() || gone;
    }

    /** Reads the folder again and again on a thread of its own, until closed. */
    public synchronized void watch(Duration every) {
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "product-folder");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::loadQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is wrong with the files as they are now, in reading order. */
    public synchronized List<ProductProblem> problems() {
        return problems.values().stream().flatMap(List::stream).toList();
    }

    /** Reads a text without putting it in force. */
    public ProductReading check(String file, String text) {
        return reader.read(file, text);
    }

    /**
     * Puts a text in force and writes it into the folder as {@code <productId>.product.yaml}, if it is good; changes
     * nothing when it is not.
     *
     * @param file the name that problems show
     * @throws IOException when the file cannot be written
     */
    public synchronized ProductReading replace(String file, String text) throws IOException {
        ProductReading reading = withOthers(reader.read(file, text));
        if (reading.product().isPresent()) {
            Path target = folder.resolve(reading.product().get().id() + ProductSpecReader.SUFFIX);
            Path draft = Files.createTempFile(folder, ".product", ".tmp");
            Files.writeString(draft, text);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            load();
        }
        return reading;
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }

    private void loadQuietly() {
        try {
            load();
        } catch (RuntimeException defect) {
            LOG.error("The product folder {} could not be read; it is tried again", folder, defect);
        }
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ProductFolder::isProduct).sorted().toList()) {
                String name = file.getFileName().toString();
                try {
                    texts.put(name, Files.readString(file));
                } catch (IOException unreadable) {
                    problems.put(name, reader.read(file).problems());
                    Optional.ofNullable(textsSeen.get(name)).ifPresent(text -> texts.put(name, text));
                }
            }
            problems.remove("");
        } catch (IOException unreadable) {
            String message = "the folder cannot be read: " + unreadable.getMessage() + "; see the setting hub.home";
            problems.put("", List.of(new ProductProblem(folder.toString(), 0, "", message)));
            texts.putAll(textsSeen);
        }
        return texts;
    }

    private static boolean isProduct(Path file) {
        return file.getFileName().toString().endsWith(ProductSpecReader.SUFFIX) && Files.isRegularFile(file);
    }

    private Optional<Product> take(String file, String text) {
        ProductReading reading = withOthers(reader.readNamed(file, text));
        if (reading.product().isPresent()) {
            problems.remove(file);
            inForce.put(file, reading.product().get());
        } else {
            problems.put(file, reading.problems());
            String fate = inForce.containsKey(file) ? "the version before stays in force" : "it is not in force";
            reading.problems().forEach(problem -> LOG.warn("{} ({})", problem, fate));
        }
        return reading.product();
    }

    /** Refuses a product whose listener would take another's port. */
    private ProductReading withOthers(ProductReading reading) {
        Optional<Product> clash = reading.product()
                .flatMap(product -> product.framing()
                        .flatMap(framing -> inForce.values().stream()
                                .filter(other -> !other.id().equals(product.id()))
                                .filter(other -> other.framing()
                                        .filter(theirs -> theirs.port() == framing.port())
                                        .isPresent())
                                .findFirst()));
        if (clash.isEmpty()) {
            return reading;
        }
        String message = "port is taken by product " + clash.get().id() + "; choose another";
        String file = reading.product().orElseThrow().file();
        return new ProductReading(Optional.empty(), List.of(new ProductProblem(file, 0, "framing.port", message)));
    }

    private boolean forget(Collection<String> present) {
        textsSeen.keySet().retainAll(present);
        problems.keySet().removeIf(file -> !file.isEmpty() && !present.contains(file));
        return inForce.keySet().removeIf(file -> !present.contains(file));
    }

    private void swap(List<Product> fresh) {
        catalog.replaceAll(inForce.values());
        fresh.forEach(product -> LOG.info("Product {} is in force", product));
        fresh.forEach(product -> versionListeners.forEach(listener -> listener.accept(product)));
        List<Product> all = List.copyOf(inForce.values());
        changeListeners.forEach(listener -> listener.accept(all));
    }
}
