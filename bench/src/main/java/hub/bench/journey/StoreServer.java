package hub.bench.journey;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A MongoDB-wire server in a program of its own, told over its standard input to reset or report; it ends with its parent. */
public final class StoreServer {
    private StoreServer() {}

    /** @param arguments the port, on 127.0.0.1 */
    public static void main(String[] arguments) throws IOException {
        ObservedBackend backend = new ObservedBackend();
        backend.version(ServerVersion.MONGO_5_0);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(obey(order, backend));
        }
        server.shutdownNow();
        System.exit(0);
    }

    private static String obey(String order, ObservedBackend backend) {
        return switch (order) {
            case "reset" -> {
                backend.reset();
                yield "done";
            }
            case "statistics" -> backend.statistics().line();
            case "forget" -> {
                backend.dropDatabase("hub");
                System.gc();
                yield "done";
            }
            default -> "unknown order " + order;
        };
    }
}
