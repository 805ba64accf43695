package hub.adapters.stream;

import java.util.Optional;

/**
 * When records count as finished, and how often that is told to Kafka.
 *
 * @param commitInterval milliseconds between two commits of finished offsets
 * @param finishedBy who says what is finished; empty = the end of the exchange
 */
record FinishRule(int commitInterval, Optional<FinishedPositions> finishedBy) {}
