package hub.bench;

import hub.bench.fleet.Audit;
import hub.bench.fleet.Ledger;
import hub.bench.fleet.StoreAudit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub send verify}: did the hub keep every reading that it acknowledged, once and only once? */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Compares a ledger with the hot store. Exit code 1 when a reading is lost or stored twice.")
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--ledger", required = true, description = "file written by 'hub send --ledger'")
    private Path ledger;

    @Option(names = "--store", defaultValue = "mongodb://127.0.0.1:27117", description = "the hub's hot store")
    private String store;

    @Option(names = "--database", defaultValue = "hub", description = "database of the hot store")
    private String database;

    @Option(names = "--collection", defaultValue = "telemetry", description = "collection of readings")
    private String collection;

    @Option(names = "--prefix", defaultValue = "sim-", description = "start of the device ids")
    private String prefix;

    @Option(names = "--wait", defaultValue = "60", description = "seconds that the hub may need to catch up")
    private int wait;

    @Override
    public Integer call() throws Exception {
        try (StoreAudit audit = new StoreAudit(store, database, collection)) {
            Audit found = audit.settled(Ledger.read(ledger), prefix, Duration.ofSeconds(wait));
            System.out.println(found.text());
            return found.clean() ? 0 : 1;
        }
    }
}
