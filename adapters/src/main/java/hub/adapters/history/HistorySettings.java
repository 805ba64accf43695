package hub.adapters.history;

import java.time.Duration;

/**
 * What a person may change about histories.
 *
 * @param uri connection string of a MongoDB or DocumentDB (setting {@code hub.history.uri}; empty: where the hot store is)
 * @param database name of the database (setting {@code hub.history.database})
 * @param settle how long a change may take to become visible after those behind it (setting {@code hub.history.settle})
 * @param batch how many changes are copied at once
 * @param patience how long an operation waits for the server
 */
public record HistorySettings(String uri, String database, Duration settle, int batch, Duration patience) {}
