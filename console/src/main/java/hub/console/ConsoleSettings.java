package hub.console;

import java.nio.file.Path;

/**
 * What the console needs to know.
 *
 * @param home the folder that holds what people edit ({@code hub.home})
 * @param data the folder of the hub's state ({@code hub.data})
 * @param demo whether the demo's users may sign in ({@code hub.demo}), on loopback only
 * @param address the address the hub listens on ({@code server.address}), empty for all
 * @param bodyLimit the largest body the API takes, bytes ({@code hub.api.body-limit})
 */
public record ConsoleSettings(Path home, Path data, boolean demo, String address, int bodyLimit) {

    /** Where the API is described. */
    public Path contract() {
        return home.resolve("yaml-dsl/contracts/hub-api.openapi.yaml");
    }

    /** Where accounts are kept. */
    public Path users() {
        return data.resolve("users.yaml");
    }
}
