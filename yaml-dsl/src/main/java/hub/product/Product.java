package hub.product;

import java.util.Optional;

/**
 * One version of one product in force.
 *
 * @param id the product id
 * @param version the first 12 hexadecimal digits of the text's SHA-256
 * @param file the file's name
 * @param text the text as written
 * @param spec what the text says
 */
public record Product(String id, String version, String file, String text, ProductSpec spec) {

    /** How the product's own TCP listener cuts its stream, if it has one. */
    public Optional<Framing> framing() {
        return spec.framing();
    }

    /** Whether a CSV body of this product begins with a header line. */
    public boolean csvHasHeader() {
        return spec.csv().map(CsvMapping::header).orElse(true);
    }

    @Override
    public String toString() {
        return id + "@" + version;
    }
}
