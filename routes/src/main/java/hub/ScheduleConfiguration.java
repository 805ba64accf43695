package hub;

import hub.adapters.schedule.ScheduleDesk;
import hub.adapters.schedule.ScheduleSettings;
import hub.adapters.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind routes that begin with {@code hub-schedule}. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    @Bean
    Schedules schedules(
            DataSource warmDataSource,
            Clock clock,
            @Value("${hub.schedule.instance}") String instance,
            @Value("${hub.schedule.poll}") Duration poll,
            @Value("${hub.schedule.heartbeat}") Duration heartbeat,
            @Value("${hub.schedule.missed-heartbeats}") int missedHeartbeats,
            @Value("${hub.schedule.retry}") Duration retry,
            @Value("${hub.schedule.patience}") Duration patience) {
        String name = instance.isBlank() ? ScheduleSettings.ownName() : instance;
        return new Schedules(
                warmDataSource, new ScheduleSettings(name, poll, heartbeat, missedHeartbeats, retry, patience), clock);
    }

    @Bean
    ScheduleDesk scheduleDesk(DataSource warmDataSource, Clock clock) {
        return new ScheduleDesk(warmDataSource, clock);
    }
}
