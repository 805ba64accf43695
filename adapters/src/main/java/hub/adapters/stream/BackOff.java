package hub.adapters.stream;

/** How long to wait before a failed batch is delivered again: 0.2 s, doubled each time, 10 s at most. */
final class BackOff {
    private static final long FIRST_MS = 200;
    private static final long LONGEST_MS = 10_000;
    private static final int DOUBLINGS = 6;

    private BackOff() {}

    /** Milliseconds to wait after the given attempt, which counts from 1. */
    static long afterAttempt(int attempt) {
        return Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt - 1, DOUBLINGS));
    }
}
