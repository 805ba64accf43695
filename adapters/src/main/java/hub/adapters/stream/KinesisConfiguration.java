package hub.adapters.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Ordered;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.beans.factory.ObjectProvider;
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

    static final String MAIN = "hub-main";
    static final String COLD = "hub-cold";

    /** Carries what is appended, and reads for the hot path. */
    @Bean(
            name = {"kinesisStream", "kinesisStream-" + MAIN},
            destroyMethod = "close")
    KinesisStream kinesisStream(
            Environment settings, @Qualifier("warmDataSource") DataSource warm, MeterRegistry registry) {
        return KinesisStream.open(kinesis(settings, MAIN), new JdbcStreamCheckpoints(warm), registry);
    }

    @Bean(
            name = {"kinesisClient", "kinesisClient-" + MAIN},
            destroyMethod = "")
    KinesisClient kinesisClient(@Qualifier("kinesisStream") KinesisStream stream) {
        return stream.client();
    }

    /** Reads for the cold store, whose checkpoints follow its commits. */
    @Bean(name = "kinesisStream-" + COLD, destroyMethod = "close")
    KinesisStream coldKinesisStream(
            Environment settings,
            @Qualifier("warmDataSource") DataSource warm,
            MeterRegistry registry,
            ObjectProvider<FinishedPositions> finished) {
        StreamCheckpoints later =
                new LaterCheckpoints(new JdbcStreamCheckpoints(warm), () -> finished.getIfAvailable(() -> Map::of));
        return KinesisStream.open(kinesis(settings, COLD), later, registry);
    }

    @Bean(name = "kinesisClient-" + COLD, destroyMethod = "")
    KinesisClient coldKinesisClient(@Qualifier("kinesisStream-" + COLD) KinesisStream stream) {
        return stream.client();
    }

    /** Camel's component keeps the first client it is given for all its endpoints, so each group reads through one of its own. */
    @Bean(name = "aws2-kinesis-" + MAIN, destroyMethod = "")
    Kinesis2Component mainKinesis() {
        return new Kinesis2Component();
    }

    /** See {@link #mainKinesis()}. */
    @Bean(name = "aws2-kinesis-" + COLD, destroyMethod = "")
    Kinesis2Component coldKinesis() {
        return new Kinesis2Component();
    }

    private static KinesisSettings kinesis(Environment settings, String group) {
        return new KinesisSettings(
                settings.getProperty("hub.stream.topic", "hub-telemetry"),
                settings.getProperty("hub.stream.region", "ap-northeast-2"),
                settings.getProperty("hub.stream.endpoint", ""),
                settings.getProperty("hub.stream.access-key", ""),
                settings.getProperty("hub.stream.secret-key", ""),
                group);
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
