package hub;

import hub.adapters.hot.HotStore;
import hub.adapters.mqtt.MqttBroker;
import hub.adapters.stream.EmbeddedStream;
import hub.product.ProductFolder;
import hub.reload.RouteReloadStatus;
import hub.reload.SafeRouteReload;
import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells in {@code /actuator/health} how each outside system is, and whether a file on disk waits for being mended; the
 * latter is shown but does not make the hub unhealthy, since the version before stays in force.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final int PATIENCE_SECONDS = 2;

    @Bean
    HealthIndicator warmStoreHealth(DataSource warmDataSource) {
        return () -> {
            try (Connection connection = warmDataSource.getConnection()) {
                return connection.isValid(PATIENCE_SECONDS) ? up() : down("the connection is not valid");
            } catch (SQLException problem) {
                return down(problem.getMessage());
            }
        };
    }

    @Bean
    HealthIndicator hotStoreHealth(HotStore store) {
        return () -> store.problem().map(HealthConfiguration::down).orElseGet(HealthConfiguration::up);
    }

    @Bean
    HealthIndicator streamHealth(ObjectProvider<EmbeddedStream> stream) {
        return () -> stream.stream().allMatch(EmbeddedStream::isHealthy) ? up() : down("the stream does not answer");
    }

    @Bean
    HealthIndicator brokerHealth(ObjectProvider<MqttBroker> broker) {
        return () -> broker.stream().allMatch(MqttBroker::isHealthy) ? up() : down("the broker does not answer");
    }

    @Bean
    HealthIndicator editableFilesHealth(
            SafeRouteReload routes, RuleBook tables, DecisionBook decisions, ProductFolder products) {
        return () -> {
            RouteReloadStatus status = routes.status();
            return Health.up()
                    .withDetail("routes", status.problems())
                    .withDetail("tables", tables.problems())
                    .withDetail("decisions", decisions.problems())
                    .withDetail("products", products.problems())
                    .build();
        };
    }

    private static Health up() {
        return Health.up().build();
    }

    private static Health down(String problem) {
        return Health.down().withDetail("problem", problem).build();
    }
}
