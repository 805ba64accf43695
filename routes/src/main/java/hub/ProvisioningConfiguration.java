package hub;

import hub.master.DeviceClaims;
import hub.master.DeviceProvisioning;
import hub.master.DeviceRegister;
import hub.master.ProvisioningDesk;
import hub.product.ProductCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans by which devices get an identity and say who they are. */
@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

    @Bean
    DeviceClaims deviceClaims(
            DataSource warmDataSource,
            DeviceRegister register,
            @Value("${hub.provisioning.attempts-per-minute}") int attemptsPerMinute,
            @Value("${hub.provisioning.keep}") Duration keep,
            Clock clock) {
        return new DeviceClaims(
                warmDataSource, register, HubConfiguration::randomSecret, attemptsPerMinute, keep, clock);
    }

    @Bean
    ProvisioningDesk provisioningDesk(
            DataSource warmDataSource,
            ProductCatalog catalog,
            @Value("${hub.provisioning.register-nodes}") boolean registerNodes,
            Clock clock) {
        return new ProvisioningDesk(
                warmDataSource, isProduct(catalog), registerNodes, HubConfiguration::randomSecret, clock);
    }

    @Bean
    DeviceProvisioning deviceProvisioning(
            DeviceRegister register, ProductCatalog catalog, ProvisioningDesk policies, Clock clock) {
        return new DeviceProvisioning(register, isProduct(catalog), policies, clock);
    }

    private static Predicate<String> isProduct(ProductCatalog catalog) {
        return product -> catalog.find(product).isPresent();
    }
}
