package hub.product;

import java.time.Duration;

/** Reads how long a product's readings stay in the hot store: {@code retention: { hot: 10d }}. */
final class RetentionReader {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(400);

    RetentionPolicy read(SpecNode file) {
        SpecNode hot = file.get("retention").get("hot");
        if (!hot.isPresent()) {
            return RetentionPolicy.USUAL;
        }
        Duration wanted = hot.duration(SHORTEST);
        if (wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(LONGEST) > 0 || wanted.toHours() % 24 != 0) {
            hot.problemUnlessKnown("must be whole days from 1d to 400d, because readings leave the hot store by days");
            return RetentionPolicy.USUAL;
        }
        return new RetentionPolicy(wanted);
    }
}
