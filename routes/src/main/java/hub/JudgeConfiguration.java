package hub;

import hub.desk.RuleDesk;
import hub.desk.RuleTableSync;
import hub.rules.AlarmActs;
import hub.rules.AlarmJudge;
import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import hub.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind {@code routes/judge}: the tables in force and the judge that goes by them. */
@Configuration(proxyBeanMethods = false)
class JudgeConfiguration {

    @Bean
    RuleBook ruleBook() {
        return new RuleBook();
    }

    @Bean
    DecisionBook decisionBook() {
        return new DecisionBook();
    }

    @Bean(destroyMethod = "close")
    RuleFolder ruleFolder(@Value("${hub.rules.tables}") Path tables, RuleBook book, DecisionBook decisions)
            throws IOException {
        RuleFolder folder = new RuleFolder(tables, book, decisions);
        folder.load();
        return folder.start();
    }

    /** @param synced what judges only some devices is known before anything is judged */
    @Bean
    AlarmJudge alarmJudge(RuleBook book, RuleFolder loaded, RuleTableSync synced, Clock clock) {
        return new AlarmJudge(book, clock);
    }

    @Bean
    JudgeMemory judgeMemory(AlarmJudge judge, HubSettings settings, Clock clock) {
        return new JudgeMemory(judge, clock, !settings.stream().binding().equals("kinesis"));
    }

    @Bean
    AlarmActs alarmActs(Clock clock) {
        return new AlarmActs(clock);
    }

    @Bean
    RuleDesk ruleDesk(RuleBook book, DecisionBook decisions) {
        return new RuleDesk(book, decisions);
    }
}
