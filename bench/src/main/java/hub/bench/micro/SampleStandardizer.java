package hub.bench.micro;

import hub.bench.fleet.DeviceFleet;
import hub.decode.StandardizedBatch;
import hub.decode.Standardizer;
import hub.message.RawFrame;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.ProductReading;
import hub.product.ProductSpecReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The shipped sample product and a register, ready to standardize the sample's frames. */
final class SampleStandardizer {
    private static final String PRODUCT = "prod-a";

    private SampleStandardizer() {}

    /** @param home the project's folder, which holds {@code yaml-dsl/products} */
    static Standardizer of(Path home, DeviceFleet fleet) {
        Path file = home.resolve("yaml-dsl/products/" + PRODUCT + ProductSpecReader.SUFFIX);
        ProductReading reading = new ProductSpecReader().read(file);
        Product product =
                reading.product().orElseThrow(() -> new IllegalStateException(file + ": " + reading.problems()));
        SampleDirectory directory = new SampleDirectory();
        for (int device = 0; device < fleet.size(); device++) {
            directory.register(fleet.id(device), PRODUCT, "");
        }
        return new Standardizer(new ProductCatalog(List.of(product)), directory, Clock.systemUTC());
    }

    /** Standardizes and insists that every reading came through. */
    static StandardizedBatch checked(Standardizer standardizer, List<RawFrame> frames) {
        StandardizedBatch batch = standardizer.standardize(frames);
        if (batch.telemetry().size() != SampleFrames.READINGS) {
            throw new IllegalStateException(batch.telemetry().size() + " of " + SampleFrames.READINGS
                    + " readings came through: " + batch.deadLetters());
        }
        return batch;
    }

    /** The project's folder: system property {@code hub.home}, else where the program was started. */
    static Path home() {
        return Path.of(System.getProperty("hub.home", "."));
    }
}
