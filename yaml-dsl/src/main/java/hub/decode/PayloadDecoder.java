package hub.decode;

import java.util.List;

/** Reads the payloads of one product in one format; keeps nothing between payloads and serves all threads. */
interface PayloadDecoder {

    /**
     * Reads one payload.
     *
     * @param payload the bytes as received
     * @param receivedAt when, epoch milliseconds
     * @return at least one record; those that could not be read carry their problems
     */
    List<DecodedRecord> decode(byte[] payload, long receivedAt);
}
