package hub.adapters.lab;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much of this machine the laboratory may take. Sizes are in bytes.
 *
 * @param folder where answers, spilled data and fetched files lie
 * @param queries how many run at once
 * @param patience how long a query waits for its turn before it is refused
 * @param memory of one query; above it the process that runs it gets no more from the system
 * @param threads of one query
 * @param time one query may take
 * @param exportTime one export may take
 * @param rows of one answer
 * @param exportRows of one export
 * @param answerBytes of one answer
 * @param exportBytes of one export, and of what a query may spill to disk
 * @param cacheBytes of files fetched from elsewhere
 */
public record LabSettings(
        Path folder,
        int queries,
        Duration patience,
        long memory,
        int threads,
        Duration time,
        Duration exportTime,
        long rows,
        long exportRows,
        long answerBytes,
        long exportBytes,
        long cacheBytes) {}
