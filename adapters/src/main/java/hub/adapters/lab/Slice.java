package hub.adapters.lab;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which part of a table is wanted, and as of when.
 *
 * @param from rows not older than this
 * @param until rows older than this
 * @param product rows of this product
 * @param device rows of this device
 * @param asOf the table as it was then
 * @param snapshot the table as of this snapshot
 */
public record Slice(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> product,
        Optional<String> device,
        Optional<Instant> asOf,
        Optional<Long> snapshot) {

    /** All of the table as it is now. */
    public static final Slice ALL = new Slice(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** One device's rows of a span, as they are now. */
    public static Slice of(String device, Optional<Instant> from, Instant until) {
        return new Slice(
                from, Optional.of(until), Optional.empty(), Optional.of(device), Optional.empty(), Optional.empty());
    }

    /** The same part of the table as of a snapshot. */
    public Slice at(Optional<Long> otherSnapshot) {
        return otherSnapshot.isEmpty()
                ? this
                : new Slice(from, until, product, device, Optional.empty(), otherSnapshot);
    }

    /** The part of it that a query can mean. */
    Slice within(SqlBounds.Bound bound) {
        return new Slice(
                Stream.concat(from.stream(), time(bound.from())).max(Comparator.naturalOrder()),
                Stream.concat(until.stream(), time(bound.until())).min(Comparator.naturalOrder()),
                product.or(() -> Optional.of(bound.product()).filter(each -> !each.isEmpty())),
                device,
                asOf,
                snapshot);
    }

    private static Stream<Instant> time(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(Instant.parse(text));
    }
}
