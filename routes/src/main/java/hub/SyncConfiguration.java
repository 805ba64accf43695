package hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import hub.adapters.dispatch.DispatchSettings;
import hub.adapters.dispatch.TechnicianRoster;
import hub.master.DemoLegacy;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.master.sync.ChangeApplier;
import hub.master.sync.LegacySource;
import hub.master.sync.SnapshotReconciler;
import hub.master.sync.SyncDesk;
import hub.master.sync.SyncSources;
import hub.sync.ChangeRecords;
import hub.sync.LegacyChanges;
import hub.sync.SyncOffsets;
import hub.sync.SyncWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** The beans that follow a legacy system: mappings, the one who applies its changes, and the watch over reading. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    /** This hub, told from others. */
    static final String HOLDER = UUID.randomUUID().toString();

    private static final int MOST_CONNECTIONS = 4;
    private static final int PATIENCE_MILLIS = 3000;

    @Bean
    MappingBook mappingBook() {
        return new MappingBook();
    }

    @Bean
    MappingFolder mappingFolder(MappingBook book, HubSettings hub) {
        MappingFolder folder = new MappingFolder(hub.home().resolve("master-sync/mappings"), book);
        folder.load();
        return folder;
    }

    @Bean
    ChangeApplier changeApplier(DataSource warmDataSource, MappingBook book, MappingFolder loaded, Clock clock) {
        return new ChangeApplier(warmDataSource, book, clock);
    }

    @Bean
    SyncSources syncSources(DataSource warmDataSource, Clock clock) {
        return new SyncSources(warmDataSource, clock);
    }

    @Bean(destroyMethod = "close")
    LegacySource legacySource(Environment settings) throws SQLException {
        String prefix = "hub.sync.";
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("legacy");
        pool.setJdbcUrl("jdbc:postgresql://" + settings.getProperty(prefix + "host") + ":"
                + settings.getProperty(prefix + "port") + "/" + settings.getProperty(prefix + "database"));
        pool.setUsername(settings.getProperty(prefix + "user"));
        pool.setPassword(settings.getProperty(prefix + "password"));
        pool.setMaximumPoolSize(MOST_CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(-1);
        HikariDataSource database = new HikariDataSource(pool);
        if (settings.getRequiredProperty(prefix + "sample", Boolean.class)) {
            DemoLegacy.seed(database);
        }
        return new LegacySource(
                database,
                settings.getProperty(prefix + "source"),
                settings.getProperty(prefix + "slot"),
                settings.getProperty(prefix + "signal-table"));
    }

    @Bean
    LegacyChanges legacyChanges(
            @Value("${hub.sync.source}") String source,
            SyncSources sources,
            ProducerTemplate template,
            MeterRegistry metrics,
            Clock clock) {
        LegacyChanges changes = new LegacyChanges(
                source,
                HOLDER,
                sources,
                batch -> template.requestBody("direct:apply-master-changes", batch),
                metrics,
                clock);
        SyncOffsets.register(source, changes);
        return changes;
    }

    @Bean(destroyMethod = "close")
    SyncWatch syncWatch(
            @Value("${hub.sync.enabled}") boolean enabled,
            LegacySource legacy,
            SyncSources sources,
            LegacyChanges changes,
            MappingBook book,
            @Value("${hub.sync.compare-at}") String night) {
        return new SyncWatch(enabled, HOLDER, legacy, sources, changes, book, LocalTime.parse(night));
    }

    @Bean
    SnapshotReconciler snapshotReconciler(
            DataSource warmDataSource, LegacySource legacy, MappingBook book, ChangeApplier applier, Clock clock) {
        return new SnapshotReconciler(warmDataSource, legacy, book, applier, clock);
    }

    @Bean
    ChangeRecords changeRecords(MappingBook book, Clock clock) {
        return new ChangeRecords(book, clock);
    }

    @Bean
    SyncDesk syncDesk(
            DataSource warmDataSource, LegacySource legacy, MappingBook book, MappingFolder folder, Clock clock) {
        return new SyncDesk(warmDataSource, legacy, book, folder, clock);
    }

    /** Down when the slot of the legacy system is lost or far too large; a source that is away is told, not alarmed. */
    @Bean
    HealthIndicator legacySyncHealth(
            SyncWatch watch,
            @Value("${hub.sync.slot-alarm}") DataSize alarm,
            @Value("${hub.sync.slot-warning}") DataSize warning) {
        return () -> {
            long bytes = watch.slot().map(LegacySource.Slot::retainedBytes).orElse(0L);
            boolean lost = watch.slot().filter(LegacySource.Slot::isLost).isPresent();
            Health.Builder health = lost || bytes > alarm.toBytes() ? Health.down() : Health.up();
            if (!watch.problem().isEmpty()) {
                health.withDetail("problem", watch.problem());
            }
            if (bytes > warning.toBytes()) {
                health.withDetail("warning", "the legacy system keeps " + bytes + " bytes of log for the hub's slot");
            }
            return health.build();
        };
    }

    @Bean
    MeterBinder legacySyncMeters(SyncWatch watch) {
        return metrics -> {
            Gauge.builder(
                            "hub.sync.slot.bytes",
                            () -> watch.slot()
                                    .map(LegacySource.Slot::retainedBytes)
                                    .orElse(0L))
                    .description("Log that the legacy system keeps for the hub's replication slot")
                    .register(metrics);
            Gauge.builder(
                            "hub.sync.slot.lost",
                            () -> watch.slot().filter(LegacySource.Slot::isLost).isPresent() ? 1 : 0)
                    .description("Whether the replication slot is lost")
                    .register(metrics);
        };
    }

    @Bean
    TechnicianRoster technicianRoster(DataSource warmDataSource, DispatchSettings settings) {
        return new TechnicianRoster(warmDataSource, settings);
    }
}
