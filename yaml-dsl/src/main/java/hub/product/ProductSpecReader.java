package hub.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads product files and finds everything that is wrong with one, so that a bad file never gets further than here. */
public final class ProductSpecReader {

    /** How product files are named. */
    public static final String SUFFIX = ".product.yaml";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final ProductSchema schema = ProductSchema.load("product.schema.json");

    /** Reads a file, which must be called after its product; one that cannot be opened is a problem like any other. */
    public ProductReading read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return readNamed(name, Files.readString(file));
        } catch (IOException unreadable) {
            String message = "cannot be read: " + unreadable.getMessage() + "; save it as UTF-8";
            return new ProductReading(Optional.empty(), List.of(new ProductProblem(name, 0, "", message)));
        }
    }

    /**
     * Reads a text, such as a draft that has no file yet.
     *
     * @param file the name that problems show
     */
    public ProductReading read(String file, String text) {
        return read(file, text, false);
    }

    /** Reads the text of a file, which must be called after its product. */
    ProductReading readNamed(String file, String text) {
        return read(file, text, true);
    }

    private ProductReading read(String file, String text, boolean named) {
        Problems problems = new Problems(file);
        SpecNode root = YamlText.read(text, problems);
        if (!root.json().isMissingNode() && !root.isObject()) {
            root.problem("a product file is a map of keys; begin with 'productId:'");
        } else if (root.isObject()) {
            schema.check(root);
        }
        ProductSpec spec = spec(root);
        if (named) {
            checkFileName(file, root, spec);
        }
        if (!problems.isEmpty()) {
            return new ProductReading(Optional.empty(), problems.inOrder());
        }
        return new ProductReading(
                Optional.of(new Product(spec.productId(), version(text), file, text, spec)), List.of());
    }

    private static ProductSpec spec(SpecNode root) {
        NameScope names = new NameScope();
        NameScope.RECORD.forEach(name -> names.define(name, root));
        ConversionReader conversions = new ConversionReader(root, names);
        Optional<HexLayout> hex =
                root.has("hex") ? Optional.of(new HexReader(conversions).read(root.get("hex"))) : Optional.empty();
        names.begin("json");
        Optional<JsonMapping> json = root.has("json")
                ? Optional.of(new JsonReader(conversions).read(root.get("json"), hex.isPresent()))
                : Optional.empty();
        names.begin("csv");
        Optional<CsvMapping> csv =
                root.has("csv") ? Optional.of(new CsvReader(conversions).read(root.get("csv"))) : Optional.empty();
        names.begin("");
        if (root.isObject() && hex.isEmpty() && json.isEmpty() && csv.isEmpty()) {
            root.problem("the product reads no format; add at least one of hex, json and csv");
        }
        List<DerivedMetric> derived = new DerivedReader(conversions).read(root);
        ProductSpec spec = new ProductSpec(
                root.get("productId").text(""),
                root.get("name").text(root.get("productId").text("")),
                root.get("description").text(""),
                root.get("onUnknownDevice").oneOf(UnknownDevicePolicy.class, UnknownDevicePolicy.QUARANTINE),
                root.get("clock").get("tolerance").duration(TOLERANCE),
                new FramingReader().read(root.get("framing")),
                hex,
                json,
                csv,
                new ContractReader(conversions).read(root),
                derived,
                new ActionReader(conversions).read(root),
                new CommandReader().commands(root),
                new CommandReader().answer(root),
                new CommandReader().presence(root),
                new RetentionReader().read(root));
        names.settle();
        return spec;
    }

    private static void checkFileName(String file, SpecNode root, ProductSpec spec) {
        if (!spec.productId().isEmpty() && !file.equals(spec.productId() + SUFFIX)) {
            root.get("productId")
                    .problem("the file must be called " + spec.productId() + SUFFIX + ", so that it is found by name");
        }
    }

    private static String version(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
