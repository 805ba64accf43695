package hub.product;

import java.util.Comparator;

/**
 * One thing wrong in a product file, said so that its owner finds the line and knows what to do.
 *
 * @param file the file's name
 * @param line from 1, or 0 when the whole file is meant
 * @param path the field's path, such as {@code hex.seq[2].type}, or empty
 * @param message what is wrong and what to do
 */
public record ProductProblem(String file, int line, String path, String message) {

    /** Reading order. */
    static final Comparator<ProductProblem> IN_ORDER =
            Comparator.comparingInt(ProductProblem::line).thenComparing(ProductProblem::path);

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (path.isEmpty() ? "" : " " + path) + ": " + message;
    }
}
