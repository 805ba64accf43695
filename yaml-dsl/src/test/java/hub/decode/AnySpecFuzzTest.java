package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import hub.product.Product;
import hub.product.ProductReading;
import java.util.List;

/** Whatever is written into a product file is a product or a list of problems, and a product reads whatever it gets. */
class AnySpecFuzzTest {

    private static final long PATIENCE = 5_000_000_000L;

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "1h")
    void everyTextIsAProductOrAListOfProblems(FuzzedDataProvider data) {
        byte[] payload = data.consumeBytes(40);
        String text = data.consumeRemainingAsString();
        long begin = System.nanoTime();
        ProductReading reading = TestingFrames.READER.read("fuzz", text);
        assertThat(reading.product().isPresent()).isEqualTo(reading.problems().isEmpty());
        reading.problems().forEach(problem -> assertThat(problem.message()).isNotEmpty());
        reading.product().ifPresent(product -> readAll(product, payload));
        assertThat(System.nanoTime() - begin).isLessThan(PATIENCE);
    }

    private static void readAll(Product product, byte[] payload) {
        Standardizer standardizer =
                TestingFrames.standardizer(TestingFrames.DeviceRegistration.of("d1", product.id()), product);
        for (String format : List.of("hex", "json", "csv", "bin")) {
            StandardizedBatch batch = standardizer.standardize(List.of(TestingFrames.frame("d1", format, payload)));
            assertThat(batch.telemetry().size() + batch.deadLetters().size()).isPositive();
            batch.deadLetters().forEach(letter -> assertThat(letter.reason()).isNotEqualTo("internal"));
        }
    }
}
