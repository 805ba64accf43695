package hub.adapters.cold;

import java.time.Instant;
import java.util.Map;

/**
 * The receipt of a removal.
 *
 * @param rows how many rows went, by table
 * @param goneBy until when older states of the tables, which can still be asked for by their snapshot, hold the rows
 */
public record ColdRemoval(Map<String, Long> rows, Instant goneBy) {}
