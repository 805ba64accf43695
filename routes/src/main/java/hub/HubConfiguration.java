package hub;

import hub.decode.Standardizer;
import hub.desk.ProductVersions;
import hub.master.CustomerDesk;
import hub.master.DemoRegister;
import hub.master.DeviceDesk;
import hub.master.DeviceRegister;
import hub.master.Placements;
import hub.product.ProductCatalog;
import hub.product.ProductFolder;
import hub.watch.StageTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that route files call, besides those of the doors ({@link DoorConfiguration}), the stores ({@link
 * StoreConfiguration}) and the judgement ({@link JudgeConfiguration}).
 */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    /** The one clock of the hub; a journey with long waits brings one that it can move. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ProductCatalog productCatalog() {
        return new ProductCatalog();
    }

    @Bean(destroyMethod = "close")
    ProductFolder productFolder(HubSettings settings, ProductCatalog catalog, ProductVersions versions) {
        ProductFolder folder = new ProductFolder(settings.home().resolve("yaml-dsl/products"), catalog);
        folder.onVersion(versions::keep);
        folder.load();
        folder.watch(Duration.ofSeconds(1));
        return folder;
    }

    @Bean
    DeviceRegister deviceDirectory(DataSource warmDataSource, HubSettings settings, Clock clock) throws SQLException {
        DeviceRegister register = new DeviceRegister(warmDataSource, clock);
        register.load();
        if (settings.demo()) {
            new DemoRegister(warmDataSource, register).seed();
        }
        return register;
    }

    @Bean
    DeviceDesk deviceDesk(DeviceRegister register, ProductCatalog catalog, HubSettings settings) {
        Supplier<String> newSecret = settings.demo() ? () -> DemoRegister.SECRET : HubConfiguration::randomSecret;
        return new DeviceDesk(register, product -> catalog.find(product).isPresent(), newSecret);
    }

    @Bean
    CustomerDesk customerDesk(DataSource warmDataSource) {
        return new CustomerDesk(warmDataSource);
    }

    @Bean
    Placements placements(DataSource warmDataSource) {
        return new Placements(warmDataSource);
    }

    static String randomSecret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Bean
    Standardizer standardizer(ProductCatalog catalog, DeviceRegister register, Clock clock, ProductFolder loaded) {
        return new Standardizer(catalog, register, clock);
    }

    @Bean
    AlarmPatience alarmPatience(CamelContext camel) {
        return new AlarmPatience(camel.createProducerTemplate());
    }

    @Bean
    StageMetrics stageMetrics(MeterRegistry metrics, StageTraces traces, Clock clock) {
        return new StageMetrics(metrics, traces, clock);
    }
}
