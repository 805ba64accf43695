package hub;

import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdScan;
import hub.adapters.cold.ColdStore;
import hub.adapters.hot.HotStore;
import hub.adapters.lab.ColdLab;
import hub.adapters.lab.ColdTables;
import hub.adapters.lab.DeviceHistory;
import hub.adapters.lab.DeviceStretches;
import hub.adapters.lab.LabSettings;
import hub.desk.SeriesDesk;
import hub.product.ProductCatalog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The beans that ask the cold store: SQL for the laboratory, and the part of a device's history that is not hot any more. */
@Configuration(proxyBeanMethods = false)
class LabConfiguration {

    @Bean
    ColdTables labTables(ColdStore coldStore, ColdFiles coldFiles) {
        return new LabTables(new ColdScan(coldStore), coldFiles);
    }

    @Bean
    LabSettings labSettings(
            HubSettings hub,
            @Value("${hub.lab.queries}") int queries,
            @Value("${hub.lab.patience}") Duration patience,
            @Value("${hub.lab.memory}") DataSize memory,
            @Value("${hub.lab.threads}") int threads,
            @Value("${hub.lab.time}") Duration time,
            @Value("${hub.lab.export-time}") Duration exportTime,
            @Value("${hub.lab.rows}") long rows,
            @Value("${hub.lab.export-rows}") long exportRows,
            @Value("${hub.lab.answer-size}") DataSize answerSize,
            @Value("${hub.lab.export-size}") DataSize exportSize,
            @Value("${hub.lab.cache-size}") DataSize cacheSize) {
        return new LabSettings(
                hub.data().toAbsolutePath().resolve("lab"),
                queries,
                patience,
                memory.toBytes(),
                threads,
                time,
                exportTime,
                rows,
                exportRows,
                answerSize.toBytes(),
                exportSize.toBytes(),
                cacheSize.toBytes());
    }

    @Bean
    ColdLab coldLab(ColdTables labTables, DataSource warmDataSource, LabSettings settings, Clock clock)
            throws IOException {
        return ColdLab.open(labTables, warmDataSource, settings, clock);
    }

    @Bean(destroyMethod = "close")
    DeviceHistory deviceHistory(ColdTables labTables, LabSettings settings) {
        return new DeviceHistory(labTables, settings);
    }

    @Bean
    SeriesDesk seriesDesk(DeviceHistory deviceHistory, Clock clock) {
        return new SeriesDesk(new DeviceStretches(deviceHistory), clock);
    }

    @Bean
    TelemetryHistory telemetryHistory(
            HotStore hotStore,
            DeviceHistory deviceHistory,
            ProductCatalog catalog,
            Clock clock,
            @Value("${hub.lab.hot-for}") Duration usual,
            @Value("${hub.lab.csv-rows}") int csvRows) {
        return new TelemetryHistory(hotStore, deviceHistory, () -> border(catalog, usual, clock), csvRows);
    }

    /** Of all products, because nobody knows which ones a device had before; and a day later, because days leave as a whole. */
    private static Instant border(ProductCatalog catalog, Duration usual, Clock clock) {
        Duration shortest = catalog.products().stream()
                .map(each -> each.spec().retention().hot())
                .filter(each -> !each.isZero() && each.compareTo(usual) < 0)
                .min(Comparator.naturalOrder())
                .orElse(usual);
        return clock.instant().minus(shortest).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }
}
