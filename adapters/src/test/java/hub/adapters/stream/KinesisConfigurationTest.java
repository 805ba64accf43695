package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.TestingDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class KinesisConfigurationTest {

    @Test
    void theBindingKinesisGetsItsBeansAndItsKamelets() throws Exception {
        try (var context = context("kinesis", TestingDatabase.with())) {
            KameletComponent kamelets = new KameletComponent();
            context.getBean(ComponentCustomizer.class).configure("kamelet", kamelets);

            assertThat(context.getBean("kinesisStream")).isInstanceOf(KinesisStream.class);
            assertThat(context.getBean("kinesisClient")).isInstanceOf(KinesisClient.class);
            assertThat(kamelets.getLocation())
                    .isEqualTo("file:/home/hub/yaml-dsl/kamelets/kinesis,file:/home/hub/yaml-dsl/kamelets");
        }
    }

    @Test
    void otherBindingsGetNothing() throws Exception {
        try (var context = context("embedded", null)) {
            assertThat(context.containsBean("kinesisStream")).isFalse();
            assertThat(context.getBeansOfType(ComponentCustomizer.class)).isEmpty();
        }
    }

    private static AnnotationConfigApplicationContext context(String binding, DataSource warm) {
        var context = new AnnotationConfigApplicationContext();
        Map<String, Object> settings = Map.of(
                "hub.stream.binding", binding,
                "hub.home", "/home/hub",
                "hub.stream.access-key", "test",
                "hub.stream.secret-key", "test");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        if (warm != null) {
            context.registerBean("warmDataSource", DataSource.class, () -> warm);
        }
        context.register(KinesisConfiguration.class);
        context.refresh();
        return context;
    }
}
