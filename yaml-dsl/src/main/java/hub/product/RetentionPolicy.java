package hub.product;

import java.time.Duration;

/**
 * How long a product's readings stay where.
 *
 * @param hot in the hot store, whole days; zero: as long as the hub's setting says
 */
public record RetentionPolicy(Duration hot) {

    /** The product says nothing about it. */
    public static final RetentionPolicy USUAL = new RetentionPolicy(Duration.ZERO);
}
