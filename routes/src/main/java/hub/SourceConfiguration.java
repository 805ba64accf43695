package hub;

import hub.master.mapping.MappingBook;
import hub.master.source.ApiPages;
import hub.master.source.SourcePolls;
import hub.master.source.TableFiles;
import hub.master.sync.ChangeApplier;
import hub.master.sync.SyncSources;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that routes call which read legacy systems by asking them, or take their files. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean(destroyMethod = "close")
    SourcePolls sourcePolls(
            DataSource warmDataSource,
            MappingBook book,
            SyncSources sources,
            ChangeApplier applier,
            @Value("${hub.sources.most-vanished}") int mostVanished,
            Clock clock) {
        return new SourcePolls(warmDataSource, book, sources, applier, SyncConfiguration.HOLDER, mostVanished, clock);
    }

    @Bean
    TableFiles tableFiles(
            DataSource warmDataSource,
            MappingBook book,
            ChangeApplier applier,
            @Value("${hub.sources.most-vanished}") int mostVanished) {
        return new TableFiles(warmDataSource, book, applier, SyncConfiguration.HOLDER, mostVanished);
    }

    @Bean
    ApiPages apiPages(Clock clock) {
        return new ApiPages(clock);
    }

    /** The client would sleep as long as a refusal says, and keep its route from telling it; the next round asks again. */
    @Bean
    HttpClientConfigurer askOnce() {
        return HttpClientBuilder::disableAutomaticRetries;
    }

    /** A legacy system that cannot be read is told, not alarmed: the hub works on with what it knows. */
    @Bean
    HealthIndicator legacySourcesHealth(SourcePolls polls) {
        return () -> Health.up().withDetails(polls.problems()).build();
    }
}
