package hub.product;

import java.util.List;
import java.util.Optional;

/**
 * What reading a product file gave.
 *
 * @param product the product, absent when there is any problem
 * @param problems everything wrong with the file, in reading order
 */
public record ProductReading(Optional<Product> product, List<ProductProblem> problems) {}
