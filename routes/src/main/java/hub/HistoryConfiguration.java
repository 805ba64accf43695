package hub;

import hub.adapters.cold.ColdStore;
import hub.adapters.history.HistoryCopy;
import hub.adapters.history.HistoryDesk;
import hub.adapters.history.HistorySettings;
import hub.adapters.history.HistorySource;
import hub.adapters.history.HistoryStore;
import hub.adapters.history.RowSource;
import hub.adapters.hot.HotAlarms;
import hub.adapters.hot.HotStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that copy what happened into the document warm store and on into cold tables. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    HistorySettings historySettings(
            @Value("${hub.history.uri}") String uri,
            @Value("${hub.history.database}") String database,
            @Value("${hub.history.settle}") Duration settle,
            @Value("${hub.history.batch}") int batch,
            HubSettings hub,
            HotStore hot) {
        String where = uri.isBlank() ? hub.hot().uri() : uri;
        return new HistorySettings(where.isBlank() ? hot.embeddedUri() : where, database, settle, batch, PATIENCE);
    }

    @Bean(destroyMethod = "close")
    HistoryStore historyStore(HistorySettings settings) {
        return new HistoryStore(settings);
    }

    @Bean
    HistoryDesk historyDesk(HistoryStore store) {
        return new HistoryDesk(store);
    }

    @Bean
    HistoryCopy historyCopy(
            HistoryStore historyStore,
            ColdStore coldStore,
            HotStore hot,
            DataSource warmDataSource,
            HistorySettings settings,
            Clock clock) {
        List<HistorySource> sources = new ArrayList<>(RowSource.all(warmDataSource));
        sources.add(alarms(hot.alarmLog()));
        return new HistoryCopy(
                historyStore, new ColdHistories(coldStore::append), sources, warmDataSource, settings, clock);
    }

    /** Shown, but not counted: what happens meanwhile is copied when the store is back. */
    @Bean
    HealthIndicator historyStoreHealth(HistoryStore historyStore) {
        return () -> historyStore
                .problem()
                .map(problem -> Health.status("DEGRADED").withDetail("problem", problem))
                .orElseGet(Health::up)
                .build();
    }

    private static HistorySource alarms(HotAlarms alarms) {
        return new HistorySource() {
            @Override
            public String name() {
                return "alarms";
            }

            @Override
            public Batch between(long after, long until, int most) {
                HotAlarms.Changes changes = alarms.changes(after, until, most);
                return new Batch(changes.lines(), changes.until());
            }
        };
    }
}
