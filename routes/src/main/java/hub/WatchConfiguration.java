package hub;

import hub.adapters.mqtt.MqttBroker;
import hub.adapters.presence.DevicePresence;
import hub.adapters.recover.DeadLetterStore;
import hub.adapters.tcp.DeviceConnections;
import hub.adapters.trace.AlarmTraces;
import hub.adapters.trace.SpanExport;
import hub.adapters.trace.TraceSettings;
import hub.console.live.LiveEvents;
import hub.master.DeviceRegister;
import hub.master.sync.SyncDesk;
import hub.product.ProductCatalog;
import hub.watch.ConnectionDesk;
import hub.watch.FlowDesk;
import hub.watch.RetryTrial;
import hub.watch.StageTraces;
import hub.watch.SystemDesk;
import hub.watch.SystemState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind the operator's view: what flows, who is connected, how outside systems are. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    @Bean
    FlowDesk flowDesk(CamelContext camel, MeterRegistry meters, DeadLetterStore letters, Clock clock) {
        return new FlowDesk(camel, meters, letters, clock);
    }

    @Bean
    ConnectionDesk connectionDesk(
            LiveEvents events,
            DeviceConnections tcp,
            DevicePresence presence,
            SyncDesk sync,
            ObjectProvider<MqttBroker> broker) {
        return ConnectionDesk.of(events, tcp, presence, broker.stream().findFirst(), sync);
    }

    @Bean
    SystemDesk systemDesk(ObjectProvider<HealthEndpoint> health) {
        return new SystemDesk(() -> states(health.getObject().health()));
    }

    private static List<SystemState> states(HealthComponent whole) {
        if (!(whole instanceof CompositeHealth parts)) {
            return List.of();
        }
        return parts.getComponents().entrySet().stream()
                .map(part -> new SystemState(
                        part.getKey().replaceAll("Health$", ""),
                        part.getValue().getStatus().getCode(),
                        part.getValue() instanceof Health alone ? alone.getDetails() : Map.of()))
                .sorted(Comparator.comparing(SystemState::name))
                .toList();
    }

    @Bean
    RetryTrial retryTrial(ProductCatalog catalog, DeviceRegister register, Clock clock) {
        return new RetryTrial(catalog, register, clock);
    }

    @Bean(destroyMethod = "close")
    SpanExport spanExport(
            @Value("${hub.trace.endpoint}") String endpoint,
            @Value("${hub.trace.ratio}") double ratio,
            @Value("${spring.application.name}") String service,
            MeterRegistry meters) {
        SpanExport spans = new SpanExport(new TraceSettings(endpoint, ratio, service));
        FunctionCounter.builder("hub.trace.dropped", spans, SpanExport::dropped)
                .description("Spans that the collector did not get")
                .register(meters);
        return spans;
    }

    @Bean
    StageTraces stageTraces(SpanExport spans, DataSource warmDataSource, Clock clock) {
        return new StageTraces(spans, new AlarmTraces(warmDataSource, clock), clock);
    }
}
