package hub.decode;

/** Confines reading to a part of the frame, so that nothing inside a value of stated length reads past it. */
final class Window {

    private Window() {}

    static void within(Reading reading, int from, int to, Runnable work) {
        int start = reading.start;
        int end = reading.end;
        int limit = reading.limit;
        reading.start = from;
        reading.end = to;
        reading.limit = to;
        try {
            work.run();
        } finally {
            reading.start = start;
            reading.end = end;
            reading.limit = limit;
            reading.bit = 0;
        }
    }
}
