package hub;

import hub.adapters.command.CommandCheck;
import hub.adapters.command.CommandDesk;
import hub.adapters.command.CommandSettings;
import hub.adapters.command.DeviceCommands;
import hub.adapters.mqtt.ControlRequests;
import hub.adapters.tcp.DeviceConnections;
import hub.master.DeviceRegister;
import hub.product.ProductCatalog;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind orders to devices. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    @Bean
    CommandSettings commandSettings(
            @Value("${hub.command.assume-reachable:true}") boolean strangersReachable,
            @Value("${hub.command.timeout}") Duration timeout,
            @Value("${hub.command.retries}") int retries) {
        return new CommandSettings(strangersReachable, PAUSE_AFTER_FAILURE, timeout, retries);
    }

    @Bean
    CommandCheck commandCheck(ProductCatalog catalog) {
        return new CommandCheck(catalog);
    }

    @Bean
    DeviceCommands deviceCommands(
            DataSource warmDataSource,
            DeviceRegister register,
            CommandCheck check,
            DeviceConnections connections,
            CommandSettings settings,
            Clock clock) {
        return new DeviceCommands(warmDataSource, register, check, connections::isConnected, settings, clock);
    }

    @Bean
    CommandDesk commandDesk(
            DeviceCommands commands, DeviceRegister register, CommandCheck check, CommandSettings settings) {
        return new CommandDesk(commands, register, check, settings);
    }

    @Bean
    ControlRequests controlRequests(
            @Value("${hub.command.environment}") String environment,
            @Value("${hub.command.direction}") String direction,
            DeviceRegister register,
            Clock clock) {
        return new ControlRequests(environment, direction, register::isHub, clock);
    }
}
