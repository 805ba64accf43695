package hub.master.sync;

import java.util.ArrayList;
import java.util.List;

/** What reconciling one table found; it grows while rows are compared. */
final class TableDrift {

    private static final int MOST_SAMPLES = 20;

    long rowsSource;
    long rowsHub;
    int ranges;
    int differing;
    long missing;
    long different;
    long vanished;
    long waiting;
    long repaired;
    long hashSource;
    long hashHub;
    String problem = "";
    final List<String> samples = new ArrayList<>();

    void sample(String what) {
        if (samples.size() < MOST_SAMPLES) {
            samples.add(what);
        }
    }

    boolean isEqual() {
        return missing == 0 && different == 0 && vanished == 0;
    }
}
