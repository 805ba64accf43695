package hub.bench;

import hub.bench.living.LivingFleet;
import hub.bench.living.LivingHub;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub send living}: devices that fall ill, take orders and firmware, lie, fall silent or need the technician. */
@Command(
        name = "living",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Simulates devices of product fan-demo that need help, and the technician who comes when nothing else does.")
public final class LivingCommand implements Callable<Integer> {

    @Option(names = "--api", defaultValue = "http://127.0.0.1:8080", description = "the hub's HTTP address")
    private URI api;

    @Option(names = "--mqtt", defaultValue = "tcp://127.0.0.1:1883", description = "the broker")
    private URI mqtt;

    @Option(names = "--secret", defaultValue = "demo", description = "secret of every device")
    private String secret;

    @Option(names = "--each", defaultValue = "2", description = "devices of each character; the demo knows 2")
    private int each;

    @Option(names = "--cycle", defaultValue = "600", description = "seconds until a device falls ill again")
    private long cycle;

    @Override
    public Integer call() throws InterruptedException {
        LivingHub hub = new LivingHub(api, mqtt.getHost(), mqtt.getPort(), secret);
        try (LivingFleet fleet = new LivingFleet(hub, each, cycle, Clock.systemUTC())) {
            fleet.begin();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
