package hub.adapters.ageing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One product's readings of one day (UTC, by their own time): what is verified and leaves the hot store together. */
record Span(String productId, LocalDate day) implements Comparable<Span> {

    static Span of(String productId, long time) {
        return new Span(productId, LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC));
    }

    @Override
    public int compareTo(Span other) {
        int byDay = day.compareTo(other.day);
        return byDay != 0 ? byDay : productId.compareTo(other.productId);
    }
}
