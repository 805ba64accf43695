package hub;

import hub.adapters.ageing.AgeingDesk;
import hub.adapters.ageing.AgeingSettings;
import hub.adapters.ageing.ColdTier;
import hub.adapters.ageing.Deletions;
import hub.adapters.ageing.HotTier;
import hub.adapters.ageing.LegalHolds;
import hub.adapters.ageing.RowAgeing;
import hub.adapters.ageing.Subjects;
import hub.adapters.ageing.TelemetryAgeing;
import hub.adapters.analytics.DeviceRemoval;
import hub.adapters.cold.ColdSpan;
import hub.adapters.cold.ColdStore;
import hub.adapters.history.HistoryCopy;
import hub.adapters.history.HistoryStore;
import hub.adapters.hot.HotStore;
import hub.adapters.shadow.DeviceShadow;
import hub.adapters.upload.PresignedUpload;
import hub.master.DeviceRegister;
import hub.master.Placements;
import hub.product.ProductCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The beans that take data out of stores: by age, by a subject's wish, never against a legal hold. */
@Configuration(proxyBeanMethods = false)
class AgeingConfiguration {

    private static final String PREFIX = "hub.ageing.";

    @Bean
    AgeingSettings ageingSettings(Environment environment) {
        Map<String, Duration> rows = Stream.of("alarms", "commands", "shadows", "responses", "notices")
                .collect(Collectors.toMap(Function.identity(), kind -> time(environment, kind)));
        Duration telemetry = time(environment, "telemetry");
        if (telemetry.toDays() < 1) {
            throw new IllegalArgumentException("hub.ageing.telemetry: must be at least 1d, not " + telemetry);
        }
        return new AgeingSettings(
                telemetry,
                rows,
                environment.getRequiredProperty(PREFIX + "page", Integer.class),
                time(environment, "pause"),
                time(environment, "sweep"));
    }

    private static Duration time(Environment environment, String name) {
        return environment.getRequiredProperty(PREFIX + name, Duration.class);
    }

    @Bean
    HotTier hotTier(HotStore hot) {
        return new AgeingHot(hot.readings(), hot.alarmLog());
    }

    @Bean
    ColdTier coldTier(ColdStore cold, ColdSpan spans) {
        return new AgeingCold(cold, spans);
    }

    @Bean
    Subjects subjects(DeviceRegister register, Placements placements) {
        return new RegisterSubjects(register, placements);
    }

    @Bean
    LegalHolds legalHolds(DataSource warmDataSource, Subjects subjects, Clock clock) {
        return new LegalHolds(warmDataSource, subjects, clock);
    }

    @Bean
    TelemetryAgeing telemetryAgeing(
            HotTier hot,
            ColdTier cold,
            DataSource warmDataSource,
            LegalHolds holds,
            ProductCatalog catalog,
            AgeingSettings settings,
            MeterRegistry metrics,
            Clock clock) {
        return new TelemetryAgeing(
                hot, cold, warmDataSource, holds, () -> retention(catalog), settings, metrics, clock);
    }

    private static Map<String, Duration> retention(ProductCatalog catalog) {
        Map<String, Duration> hot = new TreeMap<>();
        catalog.products().forEach(product -> {
            Duration days = product.spec().retention().hot();
            if (!days.isZero()) {
                hot.put(product.id(), days);
            }
        });
        return hot;
    }

    @Bean
    RowAgeing rowAgeing(
            DataSource warmDataSource,
            HotTier hot,
            HistoryCopy history,
            LegalHolds holds,
            AgeingSettings settings,
            Clock clock) {
        return new RowAgeing(warmDataSource, hot, history::kept, holds, settings, clock);
    }

    @Bean
    Deletions deletions(
            DataSource warmDataSource,
            HotTier hot,
            ColdTier cold,
            HistoryStore history,
            PresignedUpload uploads,
            DeviceShadow shadows,
            DeviceRemoval figures,
            Subjects subjects,
            LegalHolds holds,
            AgeingSettings settings,
            Clock clock) {
        Deletions.Elsewheres elsewhere = new Deletions.Elsewheres(
                Map.of("documents", history::forget, "files", uploads::forget, "hot", shadows::forget),
                Map.of("warm", figures::forget));
        return new Deletions(warmDataSource, hot, cold, elsewhere, subjects, holds, settings, clock);
    }

    @Bean
    AgeingDesk ageingDesk(DataSource warmDataSource) {
        return new AgeingDesk(warmDataSource);
    }
}
