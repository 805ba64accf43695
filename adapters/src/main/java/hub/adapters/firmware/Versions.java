package hub.adapters.firmware;

import java.math.BigInteger;
import java.util.Comparator;

/** Which of two versions is the newer: numbers are compared as numbers, a pre-release is older than its release. */
final class Versions {

    static final Comparator<String> OLDEST_FIRST = Versions::compare;

    private Versions() {}

    private static int compare(String one, String other) {
        String[] left = one.split("-", 2);
        String[] right = other.split("-", 2);
        int release = parts(left[0], right[0]);
        if (release != 0 || left.length == 1 && right.length == 1) {
            return release;
        }
        if (left.length != right.length) {
            return right.length - left.length;
        }
        return parts(left[1], right[1]);
    }

    private static int parts(String one, String other) {
        String[] left = one.split("[._]");
        String[] right = other.split("[._]");
        for (int index = 0; index < Math.max(left.length, right.length); index++) {
            int order = part(index < left.length ? left[index] : "0", index < right.length ? right[index] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String one, String other) {
        return one.matches("\\d+") && other.matches("\\d+")
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }
}
