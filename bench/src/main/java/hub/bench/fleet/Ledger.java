package hub.bench.fleet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sequence numbers that a hub acknowledged, per device: its promise, later compared with what the store holds.
 *
 * <p>A sequence number is the device's own timestamp in milliseconds, unique per device. With a file the promise outlives
 * the sender: one line {@code deviceId timestamp} for each acknowledged reading, only ever appended.
 */
public final class Ledger implements AutoCloseable {
    private final Map<String, Numbers> numbers = new HashMap<>();
    private final Optional<BufferedWriter> file;

    private Ledger(Optional<BufferedWriter> file) {
        this.file = file;
    }

    /** A ledger that is kept in memory only. */
    public static Ledger inMemory() {
        return new Ledger(Optional.empty());
    }

    /** A ledger that also appends to a file, made with its folders if absent. */
    public static Ledger appendingTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        return new Ledger(
                Optional.of(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /** Reads a ledger file back; a last line cut short by a crash is left out. */
    public static Ledger read(Path file) throws IOException {
        Ledger ledger = inMemory();
        try (var lines = Files.lines(file)) {
            lines.map(line -> line.split(" "))
                    .filter(parts -> parts.length == 2 && parts[1].length() == 13)
                    .forEach(parts -> ledger.add(parts[0], Long.parseLong(parts[1])));
        }
        return ledger;
    }

    /** Notes one acknowledged reading. */
    public synchronized void add(String deviceId, long timestamp) {
        numbers.computeIfAbsent(deviceId, id -> new Numbers()).add(timestamp);
        file.ifPresent(writer -> write(writer, deviceId + " " + timestamp + "\n"));
    }

    /** How many readings were acknowledged in all. */
    public synchronized long size() {
        return numbers.values().stream().mapToLong(list -> list.count).sum();
    }

    /** The earliest acknowledged timestamp of any device, epoch milliseconds; the present when there is none. */
    public synchronized long earliest() {
        return numbers.values().stream().mapToLong(Numbers::earliest).min().orElseGet(System::currentTimeMillis);
    }

    /** The acknowledged timestamps of each device, ascending. */
    public synchronized Map<String, long[]> byDevice() {
        Map<String, long[]> copy = new HashMap<>();
        numbers.forEach((id, list) -> copy.put(id, list.sorted()));
        return copy;
    }

    /** Hands what was noted to the operating system. */
    public synchronized void flush() {
        file.ifPresent(writer -> {
            try {
                writer.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private static void write(BufferedWriter writer, String line) {
        try {
            writer.write(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static final class Numbers {
        private long[] list = new long[64];
        private int count;

        void add(long number) {
            if (count == list.length) {
                list = Arrays.copyOf(list, count * 2);
            }
            list[count++] = number;
        }

        long earliest() {
            return Arrays.stream(list, 0, count).min().orElseThrow();
        }

        long[] sorted() {
            long[] copy = Arrays.copyOf(list, count);
            Arrays.sort(copy);
            return copy;
        }
    }
}
