package hub;

import com.mongodb.client.MongoClient;
import hub.adapters.shadow.DeviceShadow;
import hub.adapters.shadow.ShadowCommands;
import hub.adapters.shadow.ShadowDelays;
import hub.adapters.shadow.ShadowSettings;
import hub.master.DeviceRegister;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind the device shadow's routes. */
@Configuration(proxyBeanMethods = false)
class ShadowConfiguration {

    @Bean
    ShadowSettings shadowSettings(
            @Value("${hub.hot.database}") String database,
            @Value("${hub.shadow.levels}") int levels,
            @Value("${hub.shadow.size}") int size,
            @Value("${hub.shadow.payload}") int payload,
            @Value("${hub.shadow.reach-within}") Duration reachWithin) {
        return new ShadowSettings(database, levels, size, payload, reachWithin);
    }

    @Bean
    ShadowDelays shadowDelays(MongoClient hotClient, ShadowSettings settings, Clock clock) {
        return new ShadowDelays(hotClient, settings, clock);
    }

    @Bean
    ShadowCommands shadowCommands(DataSource warmDataSource, DeviceShadow shadows, Clock clock) {
        return new ShadowCommands(warmDataSource, shadows, clock);
    }

    @Bean
    DeviceShadow deviceShadow(
            MongoClient hotClient,
            DataSource warmDataSource,
            ShadowSettings settings,
            DeviceRegister register,
            Clock clock) {
        return new DeviceShadow(
                hotClient,
                warmDataSource,
                settings,
                thing -> register.find(thing).isPresent(),
                clock);
    }
}
