package hub.console.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.console.Role;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    @TempDir
    Path folder;

    @Test
    void theFirstOperatorIsCreatedOnceAndOnlyItsHashIsKept() throws Exception {
        Path file = folder.resolve("deep/users.yaml");

        String password =
                FirstOperator.create(file, text -> "{hash}" + text.length()).orElseThrow();

        assertThat(password).hasSize(20);
        assertThat(Files.readString(file)).contains("{hash}20").doesNotContain(password);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(FirstOperator.create(file, text -> "{hash}")).isEmpty();
        assertThat(new AccountFile(file).find("operator"))
                .hasValue(new UserAccount("operator", "{hash}20", Set.of(Role.OPERATOR), ""));
    }

    @Test
    void anEditedFileIsReadAgain() throws Exception {
        Path file = folder.resolve("users.yaml");
        AccountFile accounts = new AccountFile(file);
        assertThat(accounts.find("kim")).isEmpty();

        Files.writeString(file, "- {name: kim, password: '{noop}a', roles: [customer], customer: c1}");
        assertThat(accounts.find("kim")).hasValueSatisfying(kim -> {
            assertThat(kim.seesOnlyOwnDevices()).isTrue();
            assertThat(kim.customerId()).isEqualTo("c1");
        });

        Files.writeString(file, "- {name: kim, password: '{noop}b', roles: [service, lab]}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertThat(accounts.find("kim").orElseThrow().roles()).containsExactlyInAnyOrder(Role.SERVICE, Role.LAB);
    }

    @Test
    void aWrongFileLetsNobodyInAndSaysWhy() throws Exception {
        assertThatThrownBy(() -> accounts("- {name: kim, password: '{noop}a', roles: [king]}")
                        .find("kim"))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("account 'kim' has the role 'king'; roles are " + Role.all());
        assertThatThrownBy(() -> accounts("- {name: kim, password: clear}").find("kim"))
                .hasRootCauseMessage("account 'kim' needs a name and a hashed password such as {bcrypt}...");
        assertThatThrownBy(() -> accounts("- {name: kim").find("kim"))
                .isInstanceOf(UncheckedIOException.class)
                .rootCause()
                .hasMessageStartingWith("line ");
    }

    @Test
    void demoAccountsAreForLoopbackOnly() {
        assertThat(DemoAccounts.allowedOn("127.0.0.1")).isTrue();
        assertThat(DemoAccounts.allowedOn("::1")).isTrue();
        assertThat(DemoAccounts.allowedOn("localhost")).isTrue();
        assertThat(DemoAccounts.allowedOn("")).isFalse();
        assertThat(DemoAccounts.allowedOn("0.0.0.0")).isFalse();
        assertThat(DemoAccounts.allowedOn("192.0.2.1")).isFalse();
        assertThat(DemoAccounts.allowedOn("no such host.invalid")).isFalse();
    }

    @Test
    void aRightPasswordIsCheckedSlowlyOnce() {
        AtomicInteger checks = new AtomicInteger();
        RememberedPasswords remembered = new RememberedPasswords(Duration.ofMinutes(5));

        for (int round = 0; round < 3; round++) {
            assertThat(remembered.matches("right", "hash", (password, hash) -> checks.incrementAndGet() > 0))
                    .isTrue();
        }
        assertThat(checks).hasValue(1);
        assertThat(remembered.matches("wrong", "hash", (password, hash) -> false))
                .isFalse();
        assertThat(remembered.matches("right", "other hash", (password, hash) -> false))
                .isFalse();
    }

    @Test
    void aRightPasswordIsForgottenAfterAWhile() {
        RememberedPasswords forgetful = new RememberedPasswords(Duration.ZERO);

        assertThat(forgetful.matches("right", "hash", (password, hash) -> true)).isTrue();
        assertThat(forgetful.matches("right", "hash", (password, hash) -> false))
                .isFalse();
    }

    @Test
    void wrongPasswordsAreForgottenWithTimeOrByARightOne() {
        FailedSignIns strict = new FailedSignIns(2, Duration.ofMinutes(1));
        strict.note("kim");
        assertThat(strict.mustWait("kim")).isFalse();
        strict.note("kim");
        assertThat(strict.mustWait("kim")).isTrue();
        assertThat(strict.mustWait("lee")).isFalse();
        strict.forget("kim");
        assertThat(strict.mustWait("kim")).isFalse();

        FailedSignIns shortLived = new FailedSignIns(1, Duration.ZERO);
        shortLived.note("kim");
        assertThat(shortLived.mustWait("kim")).isFalse();
    }

    private AccountFile accounts(String text) throws Exception {
        Path file = Files.createTempFile(folder, "users", ".yaml");
        Files.writeString(file, text);
        return new AccountFile(file);
    }
}
