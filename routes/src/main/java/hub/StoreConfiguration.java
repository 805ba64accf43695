package hub;

import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import hub.adapters.access.CustomerDataSource;
import hub.adapters.access.CustomerRows;
import hub.adapters.hot.HotSettings;
import hub.adapters.hot.HotStore;
import hub.adapters.reads.ReadCopy;
import hub.adapters.reads.ReadSettings;
import hub.adapters.reads.SplitDataSource;
import hub.adapters.recover.DeadLetterDesk;
import hub.adapters.recover.DeadLetterLog;
import hub.adapters.recover.DeadLetterStore;
import hub.adapters.recover.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the hub's connections to the warm and the hot store and brings the schemas up to date. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int MOST_CONNECTIONS = 10;
    private static final int PATIENCE_SECONDS = 5;
    private static final int START_PATIENCE_SECONDS = 60;

    /** One owner per schema: {@code master} belongs to master-sync, the others to adapters. */
    private static final List<String> SCHEMAS = List.of("master", "hub", "service", "analytics");

    /** With a replica, reads of the API are answered by it while it is fresh; see {@code ReadConfiguration}. */
    @Bean(destroyMethod = "close")
    DataSource warmDataSource(
            HubSettings hub,
            @Value("${hub.warm.read-url}") String readUrl,
            @Value("${hub.read.most-lag}") Duration mostLag,
            MeterRegistry meters,
            Clock clock) {
        HikariConfig settings = pool("warm", hub.warm().url(), hub.warm());
        settings.setConnectionTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        settings.setInitializationFailTimeout(TimeUnit.SECONDS.toMillis(START_PATIENCE_SECONDS));
        HikariDataSource pool = new HikariDataSource(settings);
        SCHEMAS.forEach(schema -> migrate(pool, schema));
        boolean locked = CustomerRows.lock(pool);
        DataSource store = new CustomerDataSource(pool, locked);
        if (readUrl.isEmpty()) {
            return store;
        }
        HikariConfig reads = pool("warm-read", readUrl, hub.warm());
        reads.setReadOnly(true);
        reads.setConnectionTimeout(TimeUnit.SECONDS.toMillis(1));
        reads.setInitializationFailTimeout(-1);
        DataSource replica = new CustomerDataSource(new HikariDataSource(reads), locked);
        return new SplitDataSource(
                store, replica, ReadCopy.ofWarm(store, replica, new ReadSettings(mostLag), meters, clock));
    }

    private static HikariConfig pool(String name, String url, HubSettings.Warm account) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setJdbcUrl(url);
        settings.setUsername(account.user());
        settings.setPassword(account.password());
        settings.setMaximumPoolSize(MOST_CONNECTIONS);
        return settings;
    }

    private static void migrate(DataSource database, String schema) {
        Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .locations("classpath:db/" + schema)
                .outOfOrder(true)
                .load()
                .migrate();
    }

    @Bean(destroyMethod = "close")
    HotStore hotStore(HubSettings hub, MeterRegistry metrics, Clock clock) {
        HotSettings settings = new HotSettings(
                hub.hot().uri(),
                hub.hot().database(),
                hub.data().resolve("hot"),
                hub.hot().port(),
                hub.hot().durability(),
                Duration.ofSeconds(PATIENCE_SECONDS));
        return HotStore.open(settings, metrics, clock);
    }

    @Bean(destroyMethod = "")
    MongoClient hotClient(HotStore hotStore) {
        return hotStore.client();
    }

    @Bean
    DeadLetterStore deadLetterStore(DataSource warmDataSource) {
        return new DeadLetterStore(warmDataSource);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(DeadLetterStore deadLetterStore) {
        return new DeadLetterDesk(deadLetterStore);
    }

    @Bean
    DeadLetterLog deadLetterLog(Clock clock) {
        return new DeadLetterLog(clock);
    }

    @Bean
    DeadLetters deadLetters(Clock clock) {
        return new DeadLetters(clock);
    }
}
