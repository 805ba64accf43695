package hub;

import hub.adapters.mqtt.ClientEvent;
import hub.adapters.presence.DevicePresence;
import hub.master.DeviceRegister;
import hub.message.RawFrame;
import hub.product.ProductCatalog;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind presence, and the way of the broker's news into the routes. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    DevicePresence devicePresence(
            DataSource warmDataSource, DeviceRegister register, ProductCatalog catalog, Clock clock) {
        return new DevicePresence(
                warmDataSource, register, catalog, UUID.randomUUID().toString(), clock);
    }

    @Bean
    CamelContextConfiguration presenceFromTheBroker(
            DeferredAccess broker, DevicePresence presence, ProducerTemplate template) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                // The routes are not there yet.
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                broker.watchBy(event -> {
                    if (camel.isStarted()) {
                        template.asyncSendBody("direct:receive-presence", frame(presence, event));
                    }
                });
            }
        };
    }

    private static RawFrame frame(DevicePresence presence, ClientEvent event) {
        return presence.frame(
                event.user(),
                event.clientId(),
                event.connected(),
                event.version(),
                event.at(),
                event.address(),
                event.reason(),
                event.byClient());
    }
}
