package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every case beside every product that ships with the hub. */
class ProductCasesTest {

    private static final Path PRODUCTS = TestingFrames.home().resolve("yaml-dsl/products");

    @TestFactory
    Stream<DynamicTest> everyShippedCaseIsAsStated() {
        return new ProductCases()
                .runFolder(PRODUCTS).stream()
                        .map(result -> DynamicTest.dynamicTest(
                                result.file() + ":" + result.line() + " " + result.name(),
                                () -> assertThat(result.differences()).isEmpty()));
    }
}
