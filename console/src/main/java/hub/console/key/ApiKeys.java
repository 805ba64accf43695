package hub.console.key;

import java.util.Optional;

/** Knows the keys of programs. */
public interface ApiKeys {

    /**
     * Who holds a key; empty when it is unknown, expired or revoked. Called with every request: answer from memory.
     *
     * @param key as the program sent it
     * @param address where it comes from
     */
    Optional<KeyHolder> holder(String key, String address);
}
