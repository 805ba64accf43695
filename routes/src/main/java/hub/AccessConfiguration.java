package hub;

import hub.adapters.access.AccountDesk;
import hub.adapters.access.AccountRow;
import hub.adapters.access.AccountRows;
import hub.adapters.access.AuditLog;
import hub.adapters.access.KeyDesk;
import hub.adapters.access.KeyRow;
import hub.adapters.access.KeyRows;
import hub.adapters.access.Passwords;
import hub.console.Role;
import hub.console.account.BegunAccounts;
import hub.console.account.KeptAccounts;
import hub.console.account.UserAccount;
import hub.console.api.ApiContract;
import hub.console.audit.AuditTrail;
import hub.console.key.ApiKeys;
import hub.console.key.KeyHolder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The beans behind accounts, keys of programs and the audit log. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccountRows accountRows(DataSource warmDataSource, Clock clock) {
        return new AccountRows(warmDataSource, clock);
    }

    @Bean
    KeptAccounts keptAccounts(AccountRows rows) {
        return name -> rows.find(name).map(AccessConfiguration::account);
    }

    private static UserAccount account(AccountRow row) {
        return new UserAccount(
                row.name(),
                row.passwordHash(),
                row.roles().stream()
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                row.customerId(),
                row.locked());
    }

    @Bean
    AccountDesk accountDesk(AccountRows rows, BegunAccounts begun, PasswordEncoder encoder, Clock clock) {
        Passwords passwords = new Passwords(encoder::encode, encoder::matches, clock);
        return new AccountDesk(
                rows, () -> begun.all().stream().map(each -> row(each, begun)).toList(), passwords);
    }

    private static AccountRow row(UserAccount account, BegunAccounts begun) {
        List<String> roles = account.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        return new AccountRow(
                account.name(),
                account.passwordHash(),
                roles,
                account.customerId(),
                account.locked(),
                begun.areDemo() ? "demo" : "file",
                Instant.EPOCH,
                "");
    }

    @Bean
    KeyRows keyRows(DataSource warmDataSource, Clock clock) {
        return new KeyRows(warmDataSource, clock);
    }

    @Bean
    ApiKeys keptKeys(KeyRows rows) {
        return (key, address) -> rows.open(key, address).map(AccessConfiguration::holder);
    }

    private static KeyHolder holder(KeyRow row) {
        return new KeyHolder(
                row.id(), row.name(), row.role(), row.readOnly(), row.customerId(), row.requestsPerMinute());
    }

    @Bean
    KeyDesk keyDesk(KeyRows rows, @Value("${hub.access.key-requests-per-minute}") int requestsPerMinute, Clock clock) {
        return new KeyDesk(rows, requestsPerMinute, clock);
    }

    @Bean
    AuditLog auditLog(DataSource warmDataSource) {
        return new AuditLog(warmDataSource);
    }

    @Bean
    AuditTrail auditTrail(AuditLog log, Clock clock) {
        return new KeptTrail(log, clock);
    }

    @Bean
    CustomerRouting customerRouting() {
        return new CustomerRouting();
    }

    @Bean
    ChangeAudit changeAudit(ApiContract contract, AuditTrail trail) {
        return new ChangeAudit(contract, trail);
    }
}
