package hub.decode;

import hub.message.DeadLetter;
import hub.message.Telemetry;
import hub.product.CaseReader;
import hub.product.CsvMapping;
import hub.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All shipped products behind one standardizer, with checks that hold for whatever bytes are sent; plain code, for speed. */
final class ShippedProducts {

    static final List<String> FORMATS = List.of("hex", "bin", "json", "csv");

    private static final Path FOLDER = TestingFrames.home().resolve("yaml-dsl/products");
    private static final long PATIENCE = 5_000_000_000L;
    static final ShippedProducts SHIPPED = new ShippedProducts();

    private static final long LATEST = TestingFrames.NOW.toEpochMilli() + 3_600_000;

    private final Product[] products;
    private final Standardizer standardizer;

    private ShippedProducts() {
        this.products = load();
        TestingDirectory devices = new TestingDirectory();
        for (Product product : products) {
            devices.register(product.id(), product.id(), "");
        }
        this.standardizer = TestingFrames.standardizer(new TestingFrames.DeviceRegistration(devices), products);
    }

    private static Product[] load() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".product.yaml"))
                    .sorted()
                    .map(name -> TestingFrames.shipped(name.replace(".product.yaml", "")))
                    .toArray(Product[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Product product(int number) {
        return products[number];
    }

    int count() {
        return products.length;
    }

    /** The messages of all cases. */
    List<MutationCampaign.Seed> seeds() {
        List<MutationCampaign.Seed> seeds = new ArrayList<>();
        CaseReader reader = new CaseReader();
        for (int product = 0; product < products.length; product++) {
            int number = product;
            Charset charset =
                    products[product].spec().csv().map(CsvMapping::encoding).orElse(StandardCharsets.UTF_8);
            Path file = FOLDER.resolve(products[product].id() + CaseReader.SUFFIX);
            reader.read(file, charset)
                    .cases()
                    .forEach(one -> seeds.add(new MutationCampaign.Seed(number, one.format(), one.payload())));
        }
        return seeds;
    }

    /** Reads one payload and checks what became of it; answers whether it became telemetry. */
    boolean read(int product, String format, byte[] payload) {
        long begin = System.nanoTime();
        StandardizedBatch batch =
                standardizer.standardize(List.of(TestingFrames.frame(products[product].id(), format, payload)));
        require(System.nanoTime() - begin < PATIENCE, "took too long");
        int became = batch.telemetry().size()
                + batch.deadLetters().size()
                + batch.others().size();
        require(became > 0, "nothing became of it");
        for (DeadLetter letter : batch.deadLetters()) {
            require(!letter.reason().isEmpty() && !letter.problems().isEmpty(), "a letter without reason");
            require(!letter.reason().equals("internal"), letter.problems());
        }
        batch.telemetry().forEach(ShippedProducts::check);
        return !batch.telemetry().isEmpty();
    }

    private static void check(Telemetry telemetry) {
        require(!telemetry.metrics().isEmpty(), "telemetry without metrics");
        telemetry.metrics().values().forEach(ShippedProducts::checkValue);
        require(telemetry.deviceTimestamp() <= LATEST, "telemetry of the future");
        require(StandardShape.toMap(telemetry).size() >= 5, "not the standard shape");
    }

    private static void checkValue(Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(ShippedProducts::checkValue);
        } else if (value instanceof Double number) {
            require(Double.isFinite(number), "a metric that is no number");
        } else {
            boolean plain = value instanceof Long || value instanceof Boolean || value instanceof String;
            require(plain, "a metric of a strange kind");
        }
    }

    private static void require(boolean holds, Object otherwise) {
        if (!holds) {
            throw new AssertionError(String.format(Locale.ROOT, "%s", otherwise));
        }
    }
}
