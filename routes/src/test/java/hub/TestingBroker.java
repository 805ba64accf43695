package hub;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** An MQTT broker that does not belong to the hub, lets everybody in and takes {@code $aws} topics; its sessions survive its restart. */
final class TestingBroker implements AutoCloseable {
    private final EmbeddedHiveMQ broker;

    private TestingBroker(EmbeddedHiveMQ broker) {
        this.broker = broker;
    }

    static TestingBroker start(Path folder, int port) throws IOException, ExecutionException, InterruptedException {
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(configuration.resolve("config.xml"), """
                <hivemq><listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                </listeners><persistence><mode>file</mode></persistence>
                <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics></hivemq>
                """.formatted(port));
        InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("everybody")
                        .withName("Lets everybody in")
                        .withVersion("1")
                        .withAuthor("hub")
                        .withExtensionMain(new Everybody())
                        .build())
                .withoutLoggingBootstrap()
                .build();
        broker.start().get();
        return new TestingBroker(broker);
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
        broker.stop().get();
        broker.close();
    }

    private static final class Everybody implements ExtensionMain, SimpleAuthenticator {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(provider -> this);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // nothing was opened
        }

        @Override
        public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
            output.authenticateSuccessfully();
        }
    }
}
