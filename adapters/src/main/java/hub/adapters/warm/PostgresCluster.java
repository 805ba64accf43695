package hub.adapters.warm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The data folder of the server: made once, given its settings at every start. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";
    private static final String SETTINGS_FILE = "hub.conf";

    private final PostgresProcess process;
    private final Path data;
    private final Path passwordFile;

    PostgresCluster(PostgresProcess process, Path folder) {
        this.process = process;
        this.data = process.data();
        this.passwordFile = folder.toAbsolutePath().resolve("password");
    }

    void prepare(int port) {
        try {
            if (Files.notExists(data)) {
                make();
            }
            Files.writeString(data.resolve(SETTINGS_FILE), settings(port));
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot prepare the PostgreSQL data in " + data, problem);
        }
    }

    String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "Cannot read the password of the embedded PostgreSQL in " + passwordFile, problem);
        }
    }

    /** Made aside and moved into place when complete, so a start that is cut off leaves nothing half-made behind. */
    private void make() throws IOException {
        var unfinished = data.resolveSibling("data.unfinished");
        PostgresPrograms.discard(unfinished);
        writePassword();
        process.initialize(
                unfinished,
                List.of(
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C"));
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude '" + SETTINGS_FILE + "'\n",
                StandardOpenOption.APPEND);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile);
        ownerOnly(passwordFile);
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(passwordFile, HexFormat.of().formatHex(random) + "\n");
    }

    private static void ownerOnly(Path file) {
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
    }

    private static String settings(int port) {
        return """
                # Written by the hub at every start; a change of your own goes into postgresql.conf below the include.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 60
                shared_buffers = 96MB
                wal_level = logical
                max_replication_slots = 10
                max_wal_senders = 10
                max_slot_wal_keep_size = 1GB
                max_wal_size = 512MB
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                logging_collector = on
                log_directory = '../log'
                log_filename = 'postgresql-%%a.log'
                log_rotation_age = 1d
                log_truncate_on_rotation = on
                """.formatted(port);
    }
}
