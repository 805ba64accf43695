package hub.adapters.firmware;

import java.util.ArrayList;
import java.util.List;

/**
 * The waves of a job: how many of its devices have been reached after each, in percent.
 *
 * @param percents rising, the last is 100
 */
record Waves(List<Integer> percents) {

    static final Waves USUAL = new Waves(List.of(5, 25, 50, 100));
    static final Waves ALL_AT_ONCE = new Waves(List.of(100));

    Waves {
        int before = 0;
        for (int percent : percents) {
            if (percent <= before || percent > 100) {
                throw new IllegalArgumentException("waves must rise from above 0 to 100, got " + percents);
            }
            before = percent;
        }
        if (before != 100) {
            throw new IllegalArgumentException("the last wave must be 100, got " + percents);
        }
        percents = List.copyOf(percents);
    }

    int last() {
        return percents.size() - 1;
    }

    /** Where the wave of each of so many devices ends; every wave has at least one device as long as there are enough. */
    List<Integer> ends(int devices) {
        List<Integer> ends = new ArrayList<>();
        int before = 0;
        for (int percent : percents) {
            int end = (int) Math.ceil(devices * percent / 100.0);
            before = Math.min(devices, Math.max(end, before + 1));
            ends.add(before);
        }
        return ends;
    }
}
