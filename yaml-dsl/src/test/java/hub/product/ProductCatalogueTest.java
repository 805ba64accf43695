package hub.product;

import static org.assertj.core.api.Assertions.assertThat;

import hub.contract.MetricRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes docs/generated/products.md from the product files and fails when what is committed was stale. */
class ProductCatalogueTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home", ".."));

    @Test
    void theProductCatalogueIsUpToDate() throws IOException {
        Path file = HOME.resolve("docs/generated/products.md");
        String before = Files.exists(file) ? Files.readString(file) : "";
        String now = catalogue();
        Files.createDirectories(file.getParent());
        Files.writeString(file, now);
        assertThat(before)
                .as("docs/generated/products.md was stale; it is written anew, commit it")
                .isEqualTo(now);
    }

    private static String catalogue() throws IOException {
        StringBuilder text =
                new StringBuilder("# Products\n\nWritten by `ProductCatalogueTest` from `yaml-dsl/products`.\n\n");
        text.append("| product | reads | cases | metrics |\n|---|---|---|---|\n");
        ProductSpecReader reader = new ProductSpecReader();
        CaseReader cases = new CaseReader();
        try (Stream<Path> files = Files.list(HOME.resolve("yaml-dsl/products"))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ProductSpecReader.SUFFIX)) {
                    ProductSpec spec = reader.read(file).product().orElseThrow().spec();
                    Path beside = file.resolveSibling(spec.productId() + CaseReader.SUFFIX);
                    int count =
                            cases.read(beside, StandardCharsets.UTF_8).cases().size();
                    text.append(row(spec, count));
                }
            }
        }
        return text.toString();
    }

    private static String row(ProductSpec spec, int cases) {
        String formats = Stream.of(
                        spec.hex().map(any -> "hex"),
                        spec.json().map(any -> "json"),
                        spec.csv().map(any -> "csv"),
                        spec.framing().map(framing -> "TCP " + framing.port()))
                .flatMap(java.util.Optional::stream)
                .collect(Collectors.joining(", "));
        List<String> metrics = spec.contract().metrics().stream()
                .map(ProductCatalogueTest::metric)
                .toList();
        return String.format(
                "| **%s**<br>%s | %s | %d | %s |%n",
                spec.productId(), spec.name(), formats, cases, String.join("<br>", metrics));
    }

    private static String metric(MetricRule rule) {
        boolean bounded = rule.minimum().isPresent() || rule.maximum().isPresent();
        return rule.metric()
                + (rule.unit().isEmpty() ? "" : " (" + rule.unit() + ")")
                + (bounded ? " " + bound(rule.minimum()) + " .. " + bound(rule.maximum()) : "")
                + (rule.allowed().isEmpty() ? "" : " " + rule.allowed())
                + (rule.required() ? ", required" : "");
    }

    private static String bound(OptionalDouble bound) {
        return bound.isPresent() ? String.valueOf(hub.contract.LogicalType.number(bound.getAsDouble())) : "";
    }
}
