package hub;

import hub.adapters.notice.ContactDesk;
import hub.adapters.notice.NoticeDesk;
import hub.adapters.notice.NoticeSettings;
import hub.adapters.notice.NoticeTemplates;
import hub.adapters.notice.Notices;
import hub.adapters.notice.WebhookSignature;
import hub.master.DeviceRegister;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The beans behind {@code routes/act/notify-*}: whom to tell what, and in which words. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    private static final String PREFIX = "hub.notice.";

    @Bean
    NoticeSettings noticeSettings(Environment environment) {
        return new NoticeSettings(
                List.of(environment.getRequiredProperty(PREFIX + "group-by", String[].class)),
                time(environment, "group-wait"),
                time(environment, "group-interval"),
                time(environment, "critical-wait"),
                time(environment, "critical-interval"),
                time(environment, "cooldown"),
                time(environment, "ttl"),
                texts(environment, "muting-rules"),
                time(environment, "lease"),
                time(environment, "retry-first"),
                time(environment, "retry-most"),
                environment.getRequiredProperty(PREFIX + "attempts", Integer.class),
                environment.getRequiredProperty(PREFIX + "letters", Integer.class),
                time(environment, "keep"),
                Map.of(
                        "slack", environment.getProperty(PREFIX + "slack.url", ""),
                        "webhook", environment.getProperty(PREFIX + "webhook.url", ""),
                        "sns", environment.getProperty(PREFIX + "sns.topic", "")),
                configured(environment));
    }

    /** The channels that are set up; a webhook without a secret could not be told from a forged one. */
    private static Set<String> configured(Environment environment) {
        Set<String> channels = new HashSet<>(texts(environment, "channels"));
        if (environment.getProperty(PREFIX + "webhook.secret", "").isEmpty()) {
            channels.remove("webhook");
        }
        return channels;
    }

    private static Duration time(Environment environment, String name) {
        return environment.getRequiredProperty(PREFIX + name, Duration.class);
    }

    private static Set<String> texts(Environment environment, String name) {
        return Set.of(environment.getRequiredProperty(PREFIX + name, String[].class));
    }

    @Bean
    NoticeTemplates noticeTemplates(HubSettings settings) {
        return new NoticeTemplates(settings.home().resolve("adapters/notices"));
    }

    @Bean
    Notices notices(
            DataSource warmDataSource,
            NoticeSettings noticeSettings,
            NoticeTemplates templates,
            DeviceRegister register,
            Clock clock) {
        return new Notices(warmDataSource, noticeSettings, templates, register, clock);
    }

    @Bean
    NoticeDesk noticeDesk(DataSource warmDataSource, Clock clock) {
        return new NoticeDesk(warmDataSource, clock);
    }

    @Bean
    ContactDesk contactDesk(DataSource warmDataSource, HubSettings settings, Clock clock) throws SQLException {
        ContactDesk desk = new ContactDesk(warmDataSource, clock);
        if (settings.demo()) {
            desk.seedDemo();
        }
        return desk;
    }

    @Bean
    WebhookSignature webhookSignature(Environment environment, Clock clock) {
        return new WebhookSignature(environment.getProperty(PREFIX + "webhook.secret", ""), clock);
    }
}
