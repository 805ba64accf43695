package hub.adapters.formula;

/** Reads quantiles from the sketch that is kept with a day; whoever made the sketch knows how. */
public interface Quantiles {

    /** The value below which a share (0 to 1) of the readings lies; NaN when the sketch does not tell. */
    double of(byte[] sketch, double share);
}
