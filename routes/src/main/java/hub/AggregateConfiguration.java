package hub;

import hub.adapters.analytics.AggregateSettings;
import hub.adapters.analytics.Aggregates;
import hub.adapters.analytics.AnalysisDesk;
import hub.adapters.analytics.ColdReadings;
import hub.adapters.analytics.CustomerAggregates;
import hub.adapters.analytics.DeviceRemoval;
import hub.adapters.analytics.ProductAggregates;
import hub.adapters.analytics.Recomputations;
import hub.adapters.cold.ColdChanges;
import hub.adapters.cold.ColdRows;
import hub.adapters.cold.ColdStore;
import hub.master.Placements;
import hub.product.ProductCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that make aggregates of what the cold store has committed. */
@Configuration(proxyBeanMethods = false)
class AggregateConfiguration {

    @Bean
    AggregateSettings aggregateSettings(
            @Value("${hub.aggregate.zone}") String zone, @Value("${hub.aggregate.windows}") int windows) {
        return new AggregateSettings(ZoneId.of(zone), windows);
    }

    @Bean
    ColdReader coldReader(ColdStore coldStore, ColdChanges coldChanges, ProductCatalog catalog) {
        return new ColdReader(coldChanges, new ColdRows(coldStore), catalog);
    }

    @Bean
    Aggregates aggregates(DataSource warmDataSource, MeterRegistry meters, Clock clock) {
        return new Aggregates(warmDataSource, meters, clock);
    }

    @Bean
    DeviceRemoval deviceRemoval(DataSource warmDataSource, ColdReadings coldReader, Clock clock) {
        return new DeviceRemoval(warmDataSource, coldReader, clock);
    }

    @Bean
    ProductAggregates productAggregates(DataSource warmDataSource, AggregateSettings settings, Clock clock) {
        return new ProductAggregates(warmDataSource, settings, clock);
    }

    @Bean
    CustomerAggregates customerAggregates(
            DataSource warmDataSource, Placements placements, ColdReadings coldReader, Clock clock) {
        return new CustomerAggregates(warmDataSource, placements::between, coldReader, clock);
    }

    @Bean
    Recomputations recomputations(
            DataSource warmDataSource, ColdReadings coldReader, MeterRegistry meters, Clock clock) {
        return new Recomputations(warmDataSource, coldReader, meters, clock);
    }

    @Bean
    AnalysisDesk analysisDesk(DataSource warmDataSource) {
        return new AnalysisDesk(warmDataSource);
    }
}
