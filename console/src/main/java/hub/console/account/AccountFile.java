package hub.console.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hub.console.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts in {@code users.yaml} under the data folder: a list of {@code name}, {@code password} (hashed), {@code roles}
 * and, for customers, {@code customer}. Read again when the file changes.
 */
public final class AccountFile implements UserAccounts {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path file;
    private volatile Snapshot snapshot = new Snapshot(FileTime.fromMillis(0), Map.of());

    private record Snapshot(FileTime at, Map<String, UserAccount> accounts) {}

    /** @param file need not exist yet */
    public AccountFile(Path file) {
        this.file = file;
    }

    /** Whether somebody could sign in. */
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public Optional<UserAccount> find(String name) {
        return Optional.ofNullable(accounts().get(name));
    }

    @Override
    public List<UserAccount> all() {
        return List.copyOf(accounts().values());
    }

    private Map<String, UserAccount> accounts() {
        if (!exists()) {
            return Map.of();
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            Snapshot known = snapshot;
            if (!known.at.equals(changed)) {
                known = new Snapshot(changed, read());
                snapshot = known;
            }
            return known.accounts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the accounts in " + file.toAbsolutePath(), unreadable);
        }
    }

    private Map<String, UserAccount> read() throws IOException {
        Map<String, UserAccount> accounts = new HashMap<>();
        try {
            for (JsonNode entry : YAML.readTree(Files.readString(file))) {
                UserAccount account = account(entry);
                accounts.put(account.name(), account);
            }
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    "line " + malformed.getLocation().getLineNr() + ": " + malformed.getOriginalMessage());
        }
        return Map.copyOf(accounts);
    }

    private UserAccount account(JsonNode entry) throws IOException {
        String name = entry.path("name").asText();
        String hash = entry.path("password").asText();
        if (name.isEmpty() || !hash.startsWith("{")) {
            throw new IOException("account '" + name + "' needs a name and a hashed password such as {bcrypt}...");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode role : entry.path("roles")) {
            roles.add(role(name, role.asText()));
        }
        return new UserAccount(
                name, hash, Set.copyOf(roles), entry.path("customer").asText());
    }

    private static Role role(String name, String text) throws IOException {
        try {
            return Role.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IOException("account '" + name + "' has the role '" + text + "'; roles are " + Role.all());
        }
    }
}
