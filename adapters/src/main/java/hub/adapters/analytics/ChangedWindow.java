package hub.adapters.analytics;

import java.time.Instant;

/**
 * A product's window that is to be written again.
 *
 * @param begins epoch milliseconds
 * @param mark how it was marked; a greater one means that it has changed again
 */
record ChangedWindow(WindowSize size, String productId, long begins, long mark) {

    String documentId() {
        return productId + "/" + size.code() + "/" + Instant.ofEpochMilli(begins);
    }
}
