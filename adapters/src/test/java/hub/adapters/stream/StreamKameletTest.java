package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.message.RawFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamKameletTest {
    private static EmbeddedStream kafka;

    @BeforeAll
    static void startKafka(@TempDir Path folder) {
        kafka = EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "kafka"})
    void oneSettingChoosesTheTransport(String binding) throws Exception {
        List<RawFrame> received = Collections.synchronizedList(new ArrayList<>());
        Properties settings = new Properties();
        settings.put("hub.stream.binding", binding);
        settings.put("hub.stream.topic", "topic-" + binding);
        settings.put("hub.stream.partitions", "4");
        settings.put(
                binding.equals("kafka") ? "hub.stream.bootstrap" : "hub.stream.port",
                binding.equals("kafka") ? kafka.bootstrapServers() : Integer.toString(kafka.port()));

        try (DefaultCamelContext hub = hub(settings)) {
            hub.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("kamelet:hub-stream-source?group=" + binding)
                            .process(exchange ->
                                    received.addAll(exchange.getMessage().getBody(List.class)));
                    from("direct:receive").to("kamelet:hub-stream-sink");
                }
            });
            var sent = hub.createProducerTemplate()
                    .request(
                            "direct:receive",
                            exchange -> exchange.getMessage().setBody(TestingFrames.frames(0, 100, 5)));

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody(List.class)).hasSize(100);
            assertThat(sent.getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class))
                    .hasSize(100);
            await().atMost(Duration.ofSeconds(20)).until(() -> received.size() == 100);
        }
    }

    private static DefaultCamelContext hub(Properties settings) {
        DefaultCamelContext hub = new DefaultCamelContext();
        Path home =
                Path.of(System.getProperty("hub.home", "..")).toAbsolutePath().normalize();
        Path kamelets = home.resolve("yaml-dsl/kamelets");
        hub.getComponent("kamelet", KameletComponent.class)
                .setLocation(
                        "file:" + kamelets.resolve(settings.getProperty("hub.stream.binding")) + ",file:" + kamelets);
        hub.getPropertiesComponent().setInitialProperties(settings);
        hub.start();
        return hub;
    }
}
