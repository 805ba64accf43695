package hub;

import hub.adapters.dispatch.BusinessHours;
import hub.adapters.dispatch.CandidateScore;
import hub.adapters.dispatch.DemoTechnicians;
import hub.adapters.dispatch.DispatchBoard;
import hub.adapters.dispatch.DispatchDesk;
import hub.adapters.dispatch.DispatchSettings;
import hub.adapters.dispatch.PhotoShelf;
import hub.adapters.dispatch.ServiceReport;
import hub.adapters.dispatch.TechnicianDesk;
import hub.adapters.upload.PresignedUpload;
import hub.master.DevicePlaces;
import hub.rules.DecisionBook;
import hub.rules.RuleFolder;
import hub.rules.TechnicianScore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that send technicians: the board, the desks of the API, and who fits best. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    DispatchSettings dispatchSettings(
            @Value("${hub.dispatch.zone}") String zone,
            @Value("${hub.dispatch.opens}") String opens,
            @Value("${hub.dispatch.closes}") String closes,
            @Value("${hub.dispatch.days}") Set<DayOfWeek> days,
            @Value("${hub.dispatch.holidays}") List<String> holidays,
            @Value("${hub.dispatch.deadlines}") List<Duration> deadlines,
            @Value("${hub.dispatch.accept-within}") Duration acceptWithin,
            @Value("${hub.dispatch.ask-again}") Duration askAgain) {
        BusinessHours company = new BusinessHours(
                ZoneId.of(zone),
                LocalTime.parse(opens),
                LocalTime.parse(closes),
                days,
                Set.copyOf(holidays.stream().map(LocalDate::parse).toList()));
        return new DispatchSettings(company, deadlines, acceptWithin, askAgain);
    }

    @Bean
    CandidateScore candidateScore(DecisionBook book, RuleFolder loaded) {
        return new TableScore(new TechnicianScore(book));
    }

    @Bean
    PhotoShelf photoShelf(PresignedUpload uploads) {
        return uploads::photoProblem;
    }

    @Bean
    DispatchBoard dispatchBoard(
            DataSource warmDataSource,
            DispatchSettings settings,
            CandidateScore score,
            PhotoShelf photos,
            HubSettings hub,
            Clock clock)
            throws SQLException {
        if (hub.demo()) {
            new DemoTechnicians(warmDataSource).seed();
        }
        return new DispatchBoard(warmDataSource, settings, score, photos, clock);
    }

    @Bean
    DispatchDesk dispatchDesk(DataSource warmDataSource, DispatchBoard board, Clock clock) {
        return new DispatchDesk(warmDataSource, board, clock);
    }

    @Bean
    TechnicianDesk technicianDesk(DataSource warmDataSource, Clock clock) {
        return new TechnicianDesk(warmDataSource, clock);
    }

    @Bean
    ServiceReport serviceReport(DataSource warmDataSource, Clock clock) {
        return new ServiceReport(warmDataSource, clock);
    }

    @Bean
    DevicePlaces devicePlaces(DataSource warmDataSource) {
        return new DevicePlaces(warmDataSource);
    }
}
