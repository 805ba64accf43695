package hub.adapters.analytics;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Quantiles of many values in few bytes: counts of values in bins whose width grows with the value. Two sketches are merged by adding
 * counts, so neither order nor grouping matters.
 *
 * <p>DDSketch, after Masson, Rim and Lee: "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB
 * 2019. The mapping is one of plain arithmetic, which gives the same bins on every machine.
 */
final class Sketch {

    /** A quantile differs by no more than this share of the value that has it exactly. */
    static final double ACCURACY = 0.005;

    /** Bins that are kept; they span eight powers of ten, below which small values share one bin. */
    private static final int BINS = 2048;

    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(ACCURACY);

    private final DDSketch counts;

    private Sketch(DDSketch counts) {
        this.counts = counts;
    }

    static Sketch empty() {
        return new Sketch(new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(BINS)));
    }

    void accept(double value) {
        double most = MAPPING.maxIndexableValue();
        counts.accept(Math.max(-most, Math.min(most, value)));
    }

    /** Adds what {@link #bytes} gave. */
    void merge(byte[] other) {
        try {
            counts.decodeAndMergeWith(ByteArrayInput.wrap(other));
        } catch (IOException broken) {
            throw new UncheckedIOException("a stored sketch cannot be read", broken);
        }
    }

    /** The sketch as it is stored; equal counts give equal bytes. */
    byte[] bytes() {
        try {
            GrowingByteArrayOutput output = GrowingByteArrayOutput.withInitialCapacity(64);
            counts.encode(output, true);
            return output.trimmedCopy();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * The values below which the given shares of all values lie.
     *
     * @param shares each from 0 to 1
     */
    static double[] quantiles(byte[] stored, double... shares) {
        Sketch sketch = empty();
        sketch.merge(stored);
        return Arrays.stream(shares).map(sketch.counts::getValueAtQuantile).toArray();
    }
}
