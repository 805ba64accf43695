package hub.console;

import hub.console.account.KeptAccounts;
import hub.console.account.UserAccount;
import hub.console.audit.AuditEntry;
import hub.console.audit.AuditTrail;
import hub.console.key.ApiKeys;
import hub.console.key.KeyHolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys, accounts and an audit log in memory, and a clock that can be moved. */
@Configuration(proxyBeanMethods = false)
public class TestingAccess {

    static final Map<String, UserAccount> ACCOUNTS = new ConcurrentHashMap<>();
    static final List<AuditEntry> AUDIT = new CopyOnWriteArrayList<>();
    private static volatile Duration ahead = Duration.ZERO;

    private static final Map<String, KeyHolder> KEYS = Map.of(
            "hubk_operator", new KeyHolder("1", "erp", "operator", false, "", 10_000),
            "hubk_reads", new KeyHolder("2", "bi", "operator", true, "", 10_000),
            "hubk_slow", new KeyHolder("3", "slow", "lab", false, "", 3),
            "hubk_customer", new KeyHolder("4", "portal", "customer", false, "customer-1", 10_000));

    static void wait(Duration time) {
        ahead = ahead.plus(time);
    }

    @Bean
    ApiKeys testingKeys() {
        return (key, address) -> Optional.ofNullable(KEYS.get(key));
    }

    @Bean
    KeptAccounts testingAccounts() {
        return name -> Optional.ofNullable(ACCOUNTS.get(name));
    }

    @Bean
    AuditTrail testingTrail() {
        return AUDIT::add;
    }

    @Bean
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(ahead);
            }
        };
    }
}
