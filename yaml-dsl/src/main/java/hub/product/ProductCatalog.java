package hub.product;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The products in force, read on the hot path and swapped as a whole by whoever loads them. */
public final class ProductCatalog {

    private volatile Map<String, Product> products = Map.of();

    /** A catalog without products. */
    public ProductCatalog() {}

    /** A catalog with these products, for programs that load once. */
    public ProductCatalog(Collection<Product> products) {
        replaceAll(products);
    }

    /** The product in force under this id. */
    public Optional<Product> find(String productId) {
        return Optional.ofNullable(products.get(productId));
    }

    /** All products in force, by id. */
    public Collection<Product> products() {
        return new TreeMap<>(products).values();
    }

    /** Puts these products in force and all others out of it, at once. */
    public void replaceAll(Collection<Product> next) {
        Map<String, Product> byId = new TreeMap<>();
        next.forEach(product -> byId.put(product.id(), product));
        products = Map.copyOf(byId);
    }
}
