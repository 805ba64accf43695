package hub;

import hub.adapters.hot.HotStore;
import hub.adapters.rules.Backtests;
import hub.adapters.rules.RuleArrivals;
import hub.adapters.rules.RuleVersions;
import hub.desk.RuleBacktestDesk;
import hub.desk.RuleBacktestWork;
import hub.desk.RulePublishing;
import hub.desk.RuleShelf;
import hub.desk.RuleTableDesk;
import hub.desk.RuleTableSync;
import hub.desk.SeenTables;
import hub.master.DeviceRegister;
import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import hub.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the rule analysts' desk: versions of tables, publishing, and backtests. */
@Configuration(proxyBeanMethods = false)
class RuleDeskConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDeskConfiguration.class);

    @Bean
    RuleVersions ruleVersions(DataSource warmDataSource, Clock clock) {
        return new RuleVersions(warmDataSource, clock);
    }

    @Bean
    RuleShelf ruleShelf(
            @Value("${hub.rules.tables}") Path tables, RuleBook book, DecisionBook decisions, RuleFolder loaded) {
        return new RuleShelf(tables, book, decisions);
    }

    @Bean
    RuleTableSync ruleTableSync(
            RuleShelf shelf, RuleVersions versions, DataSource warmDataSource, HubSettings settings, Clock clock)
            throws IOException {
        RuleTableSync sync = new RuleTableSync(
                shelf,
                versions,
                new RuleArrivals(warmDataSource, clock),
                new SeenTables(settings.data().resolve("rules/seen.properties")),
                clock);
        try {
            sync.work();
        } catch (SQLException | IOException later) {
            LOG.warn("versions of rule tables cannot be compared with the folder now: {}", later.toString());
        }
        return sync;
    }

    @Bean
    RuleTableDesk ruleTableDesk(RuleShelf shelf, RuleVersions versions) {
        return new RuleTableDesk(shelf, versions);
    }

    @Bean
    RulePublishing rulePublishing(RuleShelf shelf, RuleVersions versions, RuleTableSync sync, Clock clock) {
        return new RulePublishing(shelf, versions, sync, clock);
    }

    @Bean
    Backtests backtests(DataSource warmDataSource, Clock clock) {
        return new Backtests(warmDataSource, clock);
    }

    @Bean
    RuleBacktestDesk ruleBacktestDesk(RuleVersions versions, Backtests backtests, Clock clock) {
        return new RuleBacktestDesk(versions, backtests, clock);
    }

    @Bean
    RuleBacktestWork ruleBacktestWork(
            RuleVersions versions,
            Backtests backtests,
            HotStore hotStore,
            TelemetryHistory telemetryHistory,
            DeviceRegister register,
            @Value("${hub.rules.backtest-readings}") long readings,
            @Value("${hub.rules.backtest-time}") Duration time,
            @Value("${hub.rules.backtest-share}") int share,
            @Value("${hub.rules.backtest-warm-up}") Duration warmUp) {
        return new RuleBacktestWork(
                versions,
                backtests,
                new StoredReadings(hotStore, telemetryHistory, register),
                new RuleBacktestWork.Bounds(readings, time, share, warmUp));
    }
}
