package hub.desk;

import hub.decode.FieldPlaces;
import hub.decode.ProductTrial;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.ProductFolder;
import hub.product.ProductProblem;
import hub.product.ProductReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Shows product files and their versions, tries payloads on them and publishes new ones. */
public final class ProductDesk {

    private final ProductCatalog catalog;
    private final ProductFolder folder;
    private final ProductVersions versions;

    public ProductDesk(ProductCatalog catalog, ProductFolder folder, ProductVersions versions) {
        this.catalog = catalog;
        this.folder = folder;
        this.versions = versions;
    }

    /** All products in force, by id. */
    public Map<String, Object> list() {
        return Map.of(
                "items",
                catalog.products().stream()
                        .sorted(Comparator.comparing(Product::id))
                        .map(this::summary)
                        .toList());
    }

    /** One product with its text and what is wrong with the newer text on disk, if anything. */
    public Map<String, Object> get(String id) {
        Product product = existing(id);
        Map<String, Object> shape = summary(product);
        shape.put("text", product.text());
        return shape;
    }

    /** The versions that were in force, newest first. */
    public Map<String, Object> versions(String id) {
        existing(id);
        return Map.of("items", versions.of(id));
    }

    /**
     * Puts a specification in force and writes it into the folder.
     *
     * @throws IllegalArgumentException naming every problem with its line and field when it is not sound
     */
    public Map<String, Object> publish(Map<String, Object> body, String user) throws IOException {
        String text = String.valueOf(body.get("text"));
        ProductReading draft = folder.check("draft.product.yaml", text);
        String id = draft.product().map(Product::id).orElse("draft");
        versions.publishedBy(id, user, String.valueOf(body.getOrDefault("comment", "")));
        ProductReading reading = folder.replace(id + ".product.yaml", text);
        Product product = reading.product().orElseThrow(() -> refusal(reading.problems()));
        return versions.of(product.id()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("version " + product + " was not kept"));
    }

    /**
     * Decodes one payload with the product in force, or with a draft, storing nothing.
     *
     * @param body {@code hex} or {@code text} (with {@code format} where it cannot be told), and optionally {@code draft}
     */
    public Map<String, Object> attempt(String id, Map<String, Object> body) {
        Product product = body.get("draft") instanceof String draft ? drafted(draft) : existing(id);
        ProductTrial.Result result = run(new ProductTrial(product), body);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", product.version());
        answer.put("telemetry", result.shapes());
        answer.put("problems", result.problems());
        if (body.get("hex") instanceof String hex) {
            answer.put("fields", FieldPlaces.of(product, bytes(hex)));
        }
        return answer;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s|0[xX]", ""));
    }

    private static ProductTrial.Result run(ProductTrial trial, Map<String, Object> body) {
        if (body.get("hex") instanceof String hex) {
            return trial.run("hex", bytes(hex));
        }
        if (!(body.get("text") instanceof String text)) {
            throw new IllegalArgumentException("send the payload as hex or as text");
        }
        return body.get("format") instanceof String format && !format.equals("hex")
                ? trial.run(format, text.getBytes(StandardCharsets.UTF_8))
                : trial.runText(text);
    }

    private Product drafted(String draft) {
        ProductReading reading = folder.check("draft.product.yaml", draft);
        return reading.product().orElseThrow(() -> refusal(reading.problems()));
    }

    private static IllegalArgumentException refusal(List<ProductProblem> problems) {
        return new IllegalArgumentException(String.join(
                "; ", problems.stream().map(ProductProblem::toString).toList()));
    }

    private Product existing(String id) {
        return catalog.find(id)
                .orElseThrow(() -> new NoSuchElementException(
                        "there is no product '" + id + "' in force; see GET /api/v1/products"));
    }

    private Map<String, Object> summary(Product product) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", product.id());
        shape.put("version", product.version());
        shape.put("file", product.file());
        List<String> problems = folder.problems().stream()
                .filter(problem -> problem.file().equals(product.file()))
                .map(ProductProblem::toString)
                .toList();
        if (!problems.isEmpty()) {
            shape.put("problems", problems);
        }
        return shape;
    }
}
