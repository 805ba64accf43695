package hub.console.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates the account with which a new hub is first entered; its password exists only in the one line that is printed. */
public final class FirstOperator {

    /** The name of the first account. */
    public static final String NAME = "operator";

    private static final int PASSWORD_BYTES = 15;

    private FirstOperator() {}

    /**
     * Writes the file with one operator unless it exists.
     *
     * @param hash turns a password into its hash with the scheme in front
     * @return the password in clear when the account was created, empty when there were accounts already
     */
    public static Optional<String> create(Path file, UnaryOperator<String> hash) {
        if (Files.exists(file)) {
            return Optional.empty();
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            write(file, "- name: " + NAME + "\n  password: \"" + hash.apply(password) + "\"\n  roles: [operator]\n");
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the first account to " + file.toAbsolutePath(), refused);
        }
        return Optional.of(password);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(fresh, file);
    }
}
