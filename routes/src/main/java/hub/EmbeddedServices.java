package hub;

import hub.adapters.ListeningPort;
import hub.adapters.mqtt.MqttBroker;
import hub.adapters.mqtt.MqttBrokerSettings;
import hub.adapters.mqtt.MqttTls;
import hub.adapters.stream.EmbeddedStream;
import hub.adapters.stream.EmbeddedStreamSettings;
import hub.adapters.warm.WarmServer;
import hub.adapters.warm.WarmServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Starts a stand-in for every outside system that no setting points at, all at the same time and before anything asks for
 * them, and tells the settings where they listen.
 */
final class EmbeddedServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServices.class);
    private static final String SAMPLE = "legacy";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Path data = Path.of(setting(environment, "hub.data")).toAbsolutePath();
        requireFree(environment, "server.port");
        requireFree(environment, "hub.tcp.port");
        DeferredAccess access = new DeferredAccess();
        context.getBeanFactory().registerSingleton("deferredAccess", access);
        Map<String, Object> found = new HashMap<>(
                Map.of("hub.data", data.toString(), "hub.mqtt.session", "-" + session(environment, data)));
        long begin = System.nanoTime();
        var warm = when(isEmpty(environment, "hub.warm.url"), () -> warm(environment, data));
        var stream =
                when(setting(environment, "hub.stream.binding").equals("embedded"), () -> stream(environment, data));
        var broker = when(isEmpty(environment, "hub.mqtt.url"), () -> broker(environment, data, access));
        stopAllUnlessAllStarted(List.of(warm, stream, broker));
        keep(context, found, "warmServer", warm, server -> addresses(environment, server));
        keep(context, found, "embeddedStream", stream, server -> Map.of("hub.stream.port", server.port()));
        keep(
                context,
                found,
                "embeddedBroker",
                broker,
                server -> Map.of(
                        "hub.mqtt.url",
                        server.url(),
                        "hub.mqtt.user",
                        server.user(),
                        "hub.mqtt.password",
                        server.password(),
                        "hub.mqtt.subscription",
                        server.subscription(),
                        "hub.mqtt.share",
                        "",
                        "hub.mqtt.session",
                        "",
                        "hub.mqtt.consumers",
                        1,
                        "hub.command.assume-reachable",
                        false));
        environment.getPropertySources().addFirst(new MapPropertySource("embedded-services", found));
        LOG.info("embedded services started in {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    /** A kept session belongs to one instance, and to the same one after its restart. */
    private static String session(ConfigurableEnvironment environment, Path data) {
        if (!isEmpty(environment, "hub.mqtt.session")) {
            return setting(environment, "hub.mqtt.session");
        }
        Path file = data.resolve("mqtt-session");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                Files.writeString(file, UUID.randomUUID().toString().substring(0, 8));
            }
            return Files.readString(file).strip();
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot keep the hub's session id in " + file, problem);
        }
    }

    private static WarmServer warm(ConfigurableEnvironment environment, Path data) {
        return WarmServer.start(
                WarmServerSettings.in(data.resolve("warm")).withPort(port(environment, "hub.warm.port")));
    }

    /** Where the warm store is, and beside it the sample of a legacy system, where one is to be followed and no other is named. */
    private static Map<String, Object> addresses(ConfigurableEnvironment environment, WarmServer server) {
        Map<String, Object> found = new HashMap<>(Map.of(
                "hub.warm.url", server.jdbcUrl(),
                "hub.warm.user", server.user(),
                "hub.warm.password", server.password()));
        if (setting(environment, "hub.sync.enabled").equals("true")
                && setting(environment, "hub.sync.host").equals("embedded")) {
            server.addDatabase(SAMPLE);
            found.putAll(Map.of(
                    "hub.sync.host",
                    ListeningPort.LOOPBACK,
                    "hub.sync.port",
                    server.port(),
                    "hub.sync.database",
                    SAMPLE,
                    "hub.sync.user",
                    server.user(),
                    "hub.sync.password",
                    server.password(),
                    "hub.sync.sample",
                    true));
        }
        return found;
    }

    private static EmbeddedStream stream(ConfigurableEnvironment environment, Path data) {
        return EmbeddedStream.start(new EmbeddedStreamSettings(
                data.resolve("stream"),
                port(environment, "hub.stream.port"),
                environment.getRequiredProperty("hub.stream.retention", Duration.class),
                environment
                        .getRequiredProperty("hub.stream.retention-size", DataSize.class)
                        .toBytes(),
                environment.getRequiredProperty("hub.stream.flush-interval", Duration.class)));
    }

    private static MqttBroker broker(ConfigurableEnvironment environment, Path data, DeferredAccess access) {
        MqttBrokerSettings settings =
                MqttBrokerSettings.in(data.resolve("mqtt")).withPort(port(environment, "hub.mqtt.port"));
        return MqttBroker.start(
                settings.withHost(setting(environment, "hub.mqtt.host")).withTls(tls(environment)), access);
    }

    private static Optional<MqttTls> tls(ConfigurableEnvironment environment) {
        int port = port(environment, "hub.mqtt.tls.port");
        if (port == 0) {
            return Optional.empty();
        }
        return Optional.of(new MqttTls(
                port,
                Path.of(environment.getRequiredProperty("hub.mqtt.tls.keystore")),
                setting(environment, "hub.mqtt.tls.keystore-password"),
                Optional.of(setting(environment, "hub.mqtt.tls.truststore"))
                        .filter(store -> !store.isEmpty())
                        .map(Path::of),
                setting(environment, "hub.mqtt.tls.truststore-password"),
                setting(environment, "hub.mqtt.tls.certificate-required").equals("true")));
    }

    private static <T> CompletableFuture<T> when(boolean wanted, Supplier<T> start) {
        return wanted ? CompletableFuture.supplyAsync(start) : CompletableFuture.completedFuture(null);
    }

    private static void stopAllUnlessAllStarted(List<CompletableFuture<? extends AutoCloseable>> services) {
        try {
            CompletableFuture.allOf(services.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException problem) {
            services.forEach(service -> service.whenComplete((started, failure) -> close(started)));
            throw problem.getCause() instanceof RuntimeException cause ? cause : problem;
        }
    }

    private static void close(AutoCloseable service) {
        if (service != null) {
            try {
                service.close();
            } catch (Exception problem) {
                LOG.warn("an embedded service did not stop: {}", problem.toString());
            }
        }
    }

    private static <T extends AutoCloseable> void keep(
            ConfigurableApplicationContext context,
            Map<String, Object> found,
            String name,
            CompletableFuture<T> starting,
            Function<T, Map<String, Object>> tells) {
        T service = starting.join();
        if (service != null) {
            found.putAll(tells.apply(service));
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerSingleton(name, service);
            beans.registerDisposableBean(name, service::close);
        }
    }

    private static void requireFree(ConfigurableEnvironment environment, String name) {
        ListeningPort.settle(port(environment, name), name);
    }

    private static int port(ConfigurableEnvironment environment, String name) {
        return Integer.parseInt(setting(environment, name));
    }

    private static boolean isEmpty(ConfigurableEnvironment environment, String name) {
        return setting(environment, name).isEmpty();
    }

    private static String setting(ConfigurableEnvironment environment, String name) {
        return environment.getProperty(name, "");
    }
}
