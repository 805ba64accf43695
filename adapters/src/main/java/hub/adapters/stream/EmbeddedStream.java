package hub.adapters.stream;

import hub.adapters.ListeningPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable stream without anything to install: one Kafka node inside the hub, its records in a folder of the hub. */
public final class EmbeddedStream implements AutoCloseable {
    static final String PORT_SETTING = "hub.stream.port";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStream.class);
    private static final int ADMIN_TIMEOUT_MS = 15_000;

    private final EmbeddedStreamSettings settings;
    private final int port;
    private final KafkaRaftServer server;
    private volatile boolean closed;
    private Admin health;

    private EmbeddedStream(EmbeddedStreamSettings settings, int port, KafkaRaftServer server) {
        this.settings = settings;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts the node and returns when it serves clients.
     *
     * @throws hub.adapters.PortTakenException when another program holds the port
     * @throws IllegalStateException when another hub uses the folder, or the folder cannot be read
     */
    public static EmbeddedStream start(EmbeddedStreamSettings settings) {
        var begun = System.nanoTime();
        var port = ListeningPort.settle(settings.port(), PORT_SETTING);
        var controllerPort = ListeningPort.settle(0, PORT_SETTING);
        var records = settings.folder().resolve("log");
        format(records);
        FaultWatch.keepTheHubAlive();
        var config =
                KafkaConfig.fromProps(EmbeddedStreamTuning.properties(settings, records, port, controllerPort), false);
        var stream = new EmbeddedStream(settings, port, new KafkaRaftServer(config, Time.SYSTEM));
        stream.startServer();
        LOG.info(
                "Durable stream listens on {}, records in {} ({} ms)",
                stream.bootstrapServers(),
                records,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        return stream;
    }

    /** Address for Kafka clients, {@code host:port}. */
    public String bootstrapServers() {
        return ListeningPort.LOOPBACK + ":" + port;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /**
     * Makes sure a topic exists; an existing topic keeps its records and its number of partitions.
     *
     * @throws IllegalStateException when the node does not answer within 15 s
     */
    public void createTopic(String name, int partitions) {
        try (var admin = admin()) {
            var topic = new NewTopic(name, partitions, (short) 1)
                    .configs(Map.of("retention.bytes", Long.toString(settings.retentionBytes() / partitions)));
            admin.createTopics(List.of(topic)).all().get(ADMIN_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException problem) {
            if (!(problem.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Cannot create the topic " + name, problem.getCause());
            }
        } catch (TimeoutException problem) {
            throw new IllegalStateException(
                    "The embedded stream did not create the topic " + name + " in time", problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating the topic " + name, stop);
        }
    }

    /** Whether the node answers clients now; asks it over the wire, through a client that is kept. */
    public synchronized boolean isHealthy() {
        if (closed || FaultWatch.fault().isPresent()) {
            return false;
        }
        try {
            health = health == null ? admin() : health;
            return !health.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException silent) {
            LOG.debug("The embedded stream does not answer", silent);
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops the node and forces everything to the disk; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeHealth();
            server.shutdown();
        }
    }

    private synchronized void closeHealth() {
        if (health != null) {
            health.close(Duration.ZERO);
        }
    }

    private void startServer() {
        try {
            server.startup();
        } catch (RuntimeException problem) {
            close();
            throw new IllegalStateException(
                    "The embedded stream cannot start in " + settings.folder() + ": " + problem.getMessage(), problem);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "default.api.timeout.ms",
                ADMIN_TIMEOUT_MS,
                "request.timeout.ms",
                5_000));
    }

    private static void format(Path records) {
        if (Files.exists(records.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(records);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(EmbeddedStreamTuning.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(records.toString())
                    .setMetadataLogDirectory(records.toString())
                    .setControllerListenerName(EmbeddedStreamTuning.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot prepare " + records + " for the embedded stream", problem);
        } catch (Exception problem) {
            throw new IllegalStateException("Cannot prepare " + records + " for the embedded stream", problem);
        }
    }
}
