package hub;

import hub.adapters.response.AlarmResponses;
import hub.adapters.response.ResponseDesk;
import hub.adapters.response.ResponsePlanner;
import hub.adapters.response.ResponseSettings;
import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.EscalationStep;
import hub.product.ProductCatalog;
import hub.rules.ActionPlanner;
import hub.rules.DecisionBook;
import hub.rules.EscalationPlanner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind the answer to alarms: what the tables plan, and the engine that acts, verifies and escalates. */
@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

    @Bean
    ResponseSettings responseSettings(
            @Value("${hub.response.zone}") ZoneId zone,
            @Value("${hub.response.actions-per-day}") int actionsPerDay,
            @Value("${hub.response.actions-per-minute}") int actionsPerMinute,
            @Value("${hub.response.flapping}") Duration flapping,
            @Value("${hub.response.look}") Duration look,
            @Value("${hub.response.grace}") Duration grace) {
        return new ResponseSettings(zone, actionsPerDay, actionsPerMinute, flapping, look, grace);
    }

    @Bean
    ResponsePlanner responsePlanner(DecisionBook book) {
        ActionPlanner actions = new ActionPlanner(book);
        EscalationPlanner escalations = new EscalationPlanner(book);
        return new ResponsePlanner() {
            @Override
            public ActionPlan actions(Alarm alarm, int tried, int today) {
                return actions.plan(alarm, tried, today);
            }

            @Override
            public List<EscalationStep> escalations(Alarm alarm) {
                return escalations.plan(alarm);
            }
        };
    }

    @Bean
    AlarmResponses alarmResponses(
            DataSource warmDataSource,
            ProductCatalog catalog,
            ResponsePlanner planner,
            ResponseSettings settings,
            MeterRegistry metrics,
            Clock clock) {
        return new AlarmResponses(warmDataSource, catalog, planner, settings, metrics, clock);
    }

    @Bean
    ResponseDesk responseDesk(DataSource warmDataSource, ProductCatalog catalog, Clock clock) {
        return new ResponseDesk(warmDataSource, catalog, clock);
    }
}
