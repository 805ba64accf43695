package hub.adapters.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import hub.adapters.ListeningPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An MQTT broker without anything to install; what it has acknowledged is on disk until the hub has taken it. */
public final class MqttBroker implements AutoCloseable {
    static final String PORT_SETTING = "hub.mqtt.port";
    static final String TLS_PORT_SETTING = "hub.mqtt.tls.port";
    private static final Logger LOG = LoggerFactory.getLogger(MqttBroker.class);
    private static final int START_SECONDS = 60;

    private final EmbeddedHiveMQ broker;
    private final BrokerDoor door;
    private final HubAccount account;
    private final String host;
    private final int port;
    private volatile boolean closed;

    private MqttBroker(EmbeddedHiveMQ broker, BrokerDoor door, HubAccount account, String host, int port) {
        this.broker = broker;
        this.door = door;
        this.account = account;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it takes connections. Devices are told to come back until the hub's own account has subscribed
     * for the first time, because a message that nobody has subscribed to would be acknowledged and lost.
     *
     * @throws hub.adapters.PortTakenException when another program holds the port
     * @throws IllegalStateException when another hub uses the folder, or the folder cannot be read
     */
    public static MqttBroker start(MqttBrokerSettings settings, MqttAccess access) {
        var begun = System.nanoTime();
        var port = ListeningPort.settle(settings.host(), settings.port(), PORT_SETTING);
        var secure = settings.tls()
                .map(tls -> TlsListener.configuration(
                        tls, settings.host(), ListeningPort.settle(settings.host(), tls.port(), TLS_PORT_SETTING)));
        var account = HubAccount.random();
        BrokerTuning.apply();
        var door = new BrokerDoor(access, account);
        var configuration = BrokerTuning.configuration(settings, port, secure.orElse(""));
        var mqtt = new MqttBroker(build(settings, configuration, door), door, account, settings.nearHost(), port);
        mqtt.startServer(settings.folder());
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        LOG.info("MQTT broker listens on {}, sessions in {} ({} ms)", mqtt.url(), settings.folder(), millis);
        return mqtt;
    }

    /** Address for MQTT clients of this machine, {@code tcp://host:port}. */
    public String url() {
        return "tcp://" + host + ":" + port;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** User name of the hub's own account, which may do everything. */
    public String user() {
        return HubAccount.USER;
    }

    /** Password of the hub's own account; a new one at each start. */
    public String password() {
        return account.password();
    }

    /**
     * What the hub's receiving client subscribes to here: everything, by one client with a session that stays (no clean start).
     *
     * <p>Not shared between clients: of a shared subscription HiveMQ does not offer again after a kill what a client had been given and
     * had not acknowledged. A session of one client is kept whole.
     */
    public String subscription() {
        return "#";
    }

    /** Messages lost since the start because a queue was full or a packet too large for its subscriber; zero unless something is wrong. */
    public long droppedMessages() {
        var dropped = broker.getMetricRegistry()
                .counter("com.hivemq.messages.dropped.count")
                .getCount();
        return Math.max(0, dropped - door.withheld());
    }

    /** Ends the connections of a device or hub, whose secret has stopped; returns at once. */
    public void sendAway(String user) {
        if (!closed) {
            door.sendAway(user);
        }
    }

    /** Whether a client can connect now; gives up after two seconds. */
    public boolean isHealthy() {
        return !closed && MqttProbe.connects(host, port, account);
    }

    /** Stops the broker; clients are told so, sessions stay on disk. A second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            broker.close();
        } catch (ExecutionException problem) {
            throw new IllegalStateException("The MQTT broker did not stop cleanly", problem.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the MQTT broker was stopping", stop);
        }
    }

    private static EmbeddedHiveMQ build(MqttBrokerSettings settings, String text, BrokerDoor door) {
        var folder = settings.folder().toAbsolutePath();
        try {
            var configuration = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(configuration.resolve("config.xml"), text);
            return EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(configuration)
                    .withDataFolder(Files.createDirectories(folder.resolve("data")))
                    .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                    .withEmbeddedExtension(EmbeddedExtension.builder()
                            .withId("hub-door")
                            .withName("Asks the hub who may do what")
                            .withVersion("1")
                            .withAuthor("hub")
                            .withExtensionMain(door)
                            .build())
                    .withoutLoggingBootstrap()
                    .build();
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot prepare " + folder + " for the MQTT broker", problem);
        }
    }

    private void startServer(Path folder) {
        var uncaught = Thread.getDefaultUncaughtExceptionHandler();
        try {
            broker.start().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException problem) {
            close();
            throw new IllegalStateException(
                    "The MQTT broker cannot start in " + folder + ": " + problem.getMessage(), problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the MQTT broker was starting", stop);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(uncaught);
        }
    }
}
