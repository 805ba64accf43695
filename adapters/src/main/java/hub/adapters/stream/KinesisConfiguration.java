package hub.adapters.stream;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.apache.camel.Ordered;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Provides what the kamelets of the binding kinesis name, and lets Camel find them, only when that binding is chosen. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hub.stream.binding", havingValue = "kinesis")
class KinesisConfiguration {

    @Bean(destroyMethod = "close")
    KinesisStream kinesisStream(
            Environment settings, @Qualifier("warmDataSource") DataSource warm, MeterRegistry registry) {
        KinesisSettings kinesis = new KinesisSettings(
                settings.getProperty("hub.stream.topic", "hub-telemetry"),
                settings.getProperty("hub.stream.region", "ap-northeast-2"),
                settings.getProperty("hub.stream.endpoint", ""),
                settings.getProperty("hub.stream.access-key", ""),
                settings.getProperty("hub.stream.secret-key", ""),
                settings.getProperty("hub.stream.group", "hub-main"));
        return KinesisStream.open(kinesis, new JdbcStreamCheckpoints(warm), registry);
    }

    @Bean(destroyMethod = "")
    KinesisClient kinesisClient(KinesisStream kinesisStream) {
        return kinesisStream.client();
    }

    /** Puts the folder of this binding before the kamelets' own. */
    @Bean
    ComponentCustomizer kinesisKamelets(Environment settings) {
        String folder = "file:" + settings.getProperty("hub.home", ".") + "/yaml-dsl/kamelets";
        return ComponentCustomizer.builder(KameletComponent.class)
                .withOrder(Ordered.LOWEST)
                .build(kamelets -> kamelets.setLocation(folder + "/kinesis," + folder));
    }
}
