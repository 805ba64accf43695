package hub.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductFolderTest {

    private static final String GOOD = "productId: prod-x\njson: {}\n";

    @TempDir
    private Path folder;

    private final ProductCatalog catalog = new ProductCatalog();

    @Test
    void aBadFileNeverReplacesAGoodOneAndItsProblemsAreKeptUntilMended() throws IOException {
        write("prod-x", GOOD);
        try (ProductFolder products = new ProductFolder(folder, catalog)) {
            products.load();
            String version = catalog.find("prod-x").orElseThrow().version();
            write("prod-x", "productId: prod-x\njson: { fiels: [] }\n");
            assertThat(products.load()).isFalse();
            assertThat(catalog.find("prod-x").orElseThrow().version()).isEqualTo(version);
            assertThat(products.problems()).singleElement().asString().contains("did you mean 'fields'?");
            assertThat(products.load()).isFalse();
            assertThat(products.problems()).hasSize(1);
            write("prod-x", GOOD + "name: Mended\n");
            assertThat(products.load()).isTrue();
            assertThat(products.problems()).isEmpty();
            assertThat(catalog.find("prod-x").orElseThrow().spec().name()).isEqualTo("Mended");
        }
    }

    @Test
    void followsTheFolderWhilePeopleEditIt() throws IOException {
        List<String> versions = new CopyOnWriteArrayList<>();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        try (ProductFolder products = new ProductFolder(folder, catalog)) {
            products.onVersion(product -> versions.add(product.id()));
            products.onChange(all -> sizes.add(all.size()));
            products.load();
            products.watch(Duration.ofMillis(20));
            write("prod-x", GOOD);
            await().until(() -> catalog.find("prod-x").isPresent());
            Files.delete(folder.resolve("prod-x.product.yaml"));
            await().until(() -> catalog.find("prod-x").isEmpty());
            await().until(() -> sizes.equals(List.of(1, 0)));
            assertThat(versions).containsExactly("prod-x");
        }
    }

    @Test
    void writesAPublishedTextOnlyWhenItIsGood() throws IOException {
        try (ProductFolder products = new ProductFolder(folder, catalog)) {
            products.load();
            ProductReading bad = products.replace("prod-x.product.yaml", "productId: prod-x\n");
            assertThat(bad.problems()).isNotEmpty();
            assertThat(folder).isEmptyDirectory();
            ProductReading good = products.replace("prod-x.product.yaml", GOOD);
            assertThat(good.problems()).isEmpty();
            assertThat(catalog.find("prod-x")).isEqualTo(good.product());
            assertThat(folder.resolve("prod-x.product.yaml")).hasContent(GOOD);
        }
    }

    @Test
    void twoProductsCannotShareAListener() throws IOException {
        String framing = "framing: { port: 7099, delimiter: '0A', deviceIdFrom: { at: 0, length: 4 } }\n";
        write("prod-x", GOOD + framing);
        write("prod-y", GOOD.replace("prod-x", "prod-y") + framing);
        try (ProductFolder products = new ProductFolder(folder, catalog)) {
            products.load();
            assertThat(catalog.products()).extracting(Product::id).containsExactly("prod-x");
            assertThat(products.problems()).singleElement().asString().contains("prod-y", "taken by product prod-x");
        }
    }

    @Test
    void aFolderThatIsNotThereIsAProblem() {
        try (ProductFolder products = new ProductFolder(folder.resolve("nowhere"), catalog)) {
            products.load();
            assertThat(products.problems()).singleElement().asString().contains("hub.home");
        }
        assertThat(new ArrayList<>(catalog.products())).isEmpty();
    }

    private void write(String id, String text) throws IOException {
        Files.writeString(folder.resolve(id + ".product.yaml"), text);
    }
}
