package hub;

import hub.adapters.S3Access;
import hub.adapters.cold.ColdCare;
import hub.adapters.cold.ColdChanges;
import hub.adapters.cold.ColdDesk;
import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdSettings;
import hub.adapters.cold.ColdSpan;
import hub.adapters.cold.ColdStore;
import hub.adapters.stream.FinishedPositions;
import hub.adapters.stream.GiveWay;
import hub.adapters.stream.GiveWaySettings;
import hub.adapters.stream.GroupLag;
import hub.adapters.stream.PartitionOwner;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** The beans of the cold store: what routes write, and what others read of it. */
@Configuration(proxyBeanMethods = false)
class ColdConfiguration {

    private static final String PREFIX = "hub.cold.";
    private static final String GROUP = "hub-cold";
    private static final String URGENT = "hub-main";

    @Bean
    ColdSettings coldSettings(Environment environment, HubSettings hub) {
        return new ColdSettings(
                text(environment, "warehouse"),
                new ColdSettings.Catalog(
                        hub.warm().url(), hub.warm().user(), hub.warm().password()),
                objects(environment),
                new ColdSettings.Buffer(
                        environment.getRequiredProperty(PREFIX + "rows", Integer.class),
                        size(environment, "memory"),
                        time(environment, "interval")),
                new ColdSettings.Care(
                        time(environment, "keep-snapshots"),
                        size(environment, "file-size"),
                        time(environment, "orphan-age")));
    }

    private static S3Access objects(Environment environment) {
        String endpoint = text(environment, "endpoint");
        return new S3Access(
                endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)),
                text(environment, "region"),
                text(environment, "access-key"),
                text(environment, "secret-key"));
    }

    private static String text(Environment environment, String name) {
        return environment.getRequiredProperty(PREFIX + name);
    }

    private static Duration time(Environment environment, String name) {
        return environment.getRequiredProperty(PREFIX + name, Duration.class);
    }

    private static long size(Environment environment, String name) {
        return environment.getRequiredProperty(PREFIX + name, DataSize.class).toBytes();
    }

    @Bean(destroyMethod = "close")
    ColdStore coldStore(ColdSettings coldSettings, Clock clock) {
        return ColdStore.open(coldSettings, clock);
    }

    @Bean
    ColdCare coldCare(ColdStore coldStore, DataSource warmDataSource, Clock clock) {
        return new ColdCare(coldStore, warmDataSource, clock);
    }

    @Bean
    ColdDesk coldDesk(ColdStore coldStore, ColdCare coldCare, Clock clock) {
        return new ColdDesk(coldStore, coldCare, clock);
    }

    @Bean
    ColdFiles coldFiles(ColdStore coldStore) {
        return new ColdFiles(coldStore);
    }

    @Bean
    ColdChanges coldChanges(ColdStore coldStore) {
        return new ColdChanges(coldStore);
    }

    @Bean
    ColdSpan coldSpan(ColdStore coldStore) {
        return new ColdSpan(coldStore);
    }

    /** The cold store reads the same stream on the same processors; readings on their way to judgement come first. */
    @Bean
    GiveWay giveWay(Environment environment, MeterRegistry metrics, Clock clock) {
        GiveWaySettings settings = new GiveWaySettings(
                environment.getRequiredProperty(PREFIX + "give-way.above", Long.class),
                time(environment, "give-way.batch"),
                time(environment, "give-way.at-most"));
        return new GiveWay(new GroupLag(metrics, URGENT), settings, metrics, clock);
    }

    /** The stream is told what is finished only when both tables have it. */
    @Bean
    FinishedPositions coldPositions(ColdStore coldStore) {
        return new ColdPositions(coldStore);
    }

    @Bean
    PartitionOwner coldPartitions(ColdStore coldStore) {
        return new PartitionOwner() {
            @Override
            public boolean follows(String group) {
                return group.equals(GROUP);
            }

            @Override
            public void taken(Set<Integer> partitions) {
                coldStore.forget(partitions);
            }

            @Override
            public void given(Set<Integer> partitions) {
                coldStore.forget(partitions);
            }
        };
    }

    /** Shown, but not counted: a hub whose cold store waits for being mended goes on receiving, storing and judging. */
    @Bean
    HealthIndicator coldStoreHealth(ColdStore coldStore) {
        return () -> coldStore
                .problem()
                .map(problem -> Health.status("DEGRADED").withDetail("problem", problem))
                .orElseGet(Health::up)
                .build();
    }

    /** Has a name of its own, because a rehearsal of the routes makes stand-ins of beans by the names of their classes. */
    record ColdPositions(ColdStore store) implements FinishedPositions {

        @Override
        public Map<Integer, String> finished() {
            return store.finished();
        }
    }
}
