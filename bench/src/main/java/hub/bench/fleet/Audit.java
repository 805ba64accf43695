package hub.bench.fleet;

import java.time.Instant;
import java.util.Locale;

/**
 * What an audit of the store found.
 *
 * @param promised readings that were acknowledged
 * @param stored readings in the store, twice stored ones counted twice
 * @param lost acknowledged but not stored
 * @param duplicates stored again
 * @param unpromised stored without an acknowledgement: the answer was under way when the connection broke
 * @param example the first lost or doubled reading, or empty
 */
public record Audit(long promised, long stored, long lost, long duplicates, long unpromised, String example) {
    static final Audit NOTHING = new Audit(0, 0, 0, 0, 0, "");

    /** Whether every promise was kept exactly once. */
    public boolean clean() {
        return lost == 0 && duplicates == 0;
    }

    /** A line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "acknowledged %,d  stored %,d  lost %,d  duplicates %,d  stored without acknowledgement %,d%s",
                promised,
                stored,
                lost,
                duplicates,
                unpromised,
                example.isEmpty() ? "" : "  (first: " + example + ")");
    }

    /** Compares one device's acknowledged and stored timestamps, both ascending; an acknowledged one occurs once. */
    static Audit of(String device, long[] promised, long[] stored) {
        long lost = 0;
        long duplicates = 0;
        long unpromised = 0;
        String example = "";
        int at = 0;
        for (int i = 0; i < stored.length; i++) {
            if (i > 0 && stored[i] == stored[i - 1]) {
                duplicates++;
                example = example.isEmpty() ? name(device, stored[i]) + " twice" : example;
                continue;
            }
            while (at < promised.length && promised[at] < stored[i]) {
                lost++;
                example = example.isEmpty() ? name(device, promised[at]) + " lost" : example;
                at++;
            }
            if (at < promised.length && promised[at] == stored[i]) {
                at++;
            } else {
                unpromised++;
            }
        }
        if (at < promised.length && example.isEmpty()) {
            example = name(device, promised[at]) + " lost";
        }
        return new Audit(promised.length, stored.length, lost + promised.length - at, duplicates, unpromised, example);
    }

    /** An audit by numbers only, where nothing was promised: what is missing counts as lost. */
    public static Audit counted(long sent, long stored) {
        return new Audit(sent, stored, Math.max(0, sent - stored), Math.max(0, stored - sent), 0, "");
    }

    Audit plus(Audit other) {
        return new Audit(
                promised + other.promised,
                stored + other.stored,
                lost + other.lost,
                duplicates + other.duplicates,
                unpromised + other.unpromised,
                example.isEmpty() ? other.example : example);
    }

    private static String name(String device, long timestamp) {
        return device + " at " + Instant.ofEpochMilli(timestamp);
    }
}
