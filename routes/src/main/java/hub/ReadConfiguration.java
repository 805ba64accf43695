package hub;

import com.mongodb.client.MongoClient;
import hub.adapters.hot.HotSettings;
import hub.adapters.hot.HotStore;
import hub.adapters.reads.ReadCopies;
import hub.adapters.reads.ReadCopy;
import hub.adapters.reads.ReadSettings;
import hub.adapters.reads.SplitDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that send reads of the API to copies of the stores, where settings name some. */
@Configuration(proxyBeanMethods = false)
class ReadConfiguration {

    /** The connection for reads of the hot store; the store's own when no other is set. */
    @Bean(destroyMethod = "close")
    MongoClient hotReadClient(
            HotStore hotStore, HubSettings hub, @Value("${hub.hot.read-uri}") String uri, MeterRegistry meters) {
        return uri.isEmpty()
                ? hotStore.client()
                : HotStore.connect(uri, HotSettings.embedded(hub.data()).withUri(uri), meters);
    }

    @Bean
    ReadCopies readCopies(
            DataSource warmDataSource,
            HotStore hotStore,
            MongoClient hotReadClient,
            @Value("${hub.hot.database}") String database,
            @Value("${hub.read.most-lag}") Duration mostLag,
            MeterRegistry meters,
            Clock clock) {
        Optional<ReadCopy> warm =
                warmDataSource instanceof SplitDataSource split ? Optional.of(split.copy()) : Optional.empty();
        Optional<ReadCopy> hot = hotReadClient == hotStore.client()
                ? Optional.empty()
                : Optional.of(ReadCopy.ofHot(
                        hotStore.client(), hotReadClient, database, new ReadSettings(mostLag), meters, clock));
        return new ReadCopies(warm, hot);
    }

    @Bean
    ReadRouting readRouting(ReadCopies copies) {
        return new ReadRouting(copies.all());
    }

    @Bean
    HealthIndicator readsHealth(ReadCopies copies) {
        return () -> Health.up().withDetails(copies.status()).build();
    }
}
