package hub.bench.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time and memory of a program and all its children, as the Linux kernel counts them under {@code /proc}. */
final class ProcessTree {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    private final long root;

    ProcessTree(long root) {
        this.root = root;
    }

    /** Processor time of the program itself, seconds. */
    double ownCpuSeconds() throws IOException {
        return cpuSeconds(root);
    }

    /** Processor time of its children, seconds; those that ended in the meantime are counted with their parent. */
    double childrenCpuSeconds() throws IOException {
        double sum = 0;
        for (long child : children()) {
            sum += cpuSeconds(child);
        }
        return sum;
    }

    /** Memory of the program and its children, pages shared by several counted in parts, megabytes. */
    long memoryMegabytes() throws IOException {
        long kilobytes = memory(root);
        for (long child : children()) {
            kilobytes += memory(child);
        }
        return kilobytes / 1024;
    }

    private List<Long> children() {
        return ProcessHandle.of(root)
                .map(handle -> handle.descendants().map(ProcessHandle::pid).toList())
                .orElse(List.of());
    }

    private static double cpuSeconds(long pid) throws IOException {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long memory(long pid) throws IOException {
        Path rollup = Path.of("/proc", String.valueOf(pid), "smaps_rollup");
        if (!Files.exists(rollup)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
