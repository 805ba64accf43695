package hub.adapters.reads;

import java.time.Instant;

/** A copy of a store, which follows it by itself. */
interface Copy {

    /**
     * Until when the copy has everything that was written to the store.
     *
     * @throws Exception when the copy does not answer
     */
    Instant reflects(Instant now) throws Exception;
}
