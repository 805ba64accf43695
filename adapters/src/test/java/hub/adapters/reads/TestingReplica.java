package hub.adapters.reads;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** A PostgreSQL and its streaming replica, made as pg_basebackup does: a copy of the files between backup start and stop. */
public final class TestingReplica implements AutoCloseable {

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final EmbeddedPostgres store;
    private final EmbeddedPostgres replica;

    private TestingReplica(EmbeddedPostgres store, EmbeddedPostgres replica) {
        this.store = store;
        this.replica = replica;
    }

    /** Starts both; what a test writes to the store comes to the replica by itself. */
    public static TestingReplica start(Path folder) throws IOException, SQLException {
        EmbeddedPostgres store = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("store"))
                .setServerConfig("wal_keep_size", "256MB")
                .start();
        Path copy = folder.resolve("replica");
        try (Connection connection = store.getPostgresDatabase().getConnection()) {
            text(connection, "select pg_backup_start('replica', true)");
            copy(folder.resolve("store"), copy);
            Files.writeString(
                    copy.resolve("backup_label"), text(connection, "select labelfile from pg_backup_stop(false)"));
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "\nprimary_conninfo = 'host=127.0.0.1 port=" + store.getPort() + " user=postgres'\n",
                StandardOpenOption.APPEND);
        return new TestingReplica(
                store,
                EmbeddedPostgres.builder()
                        .setDataDirectory(copy)
                        .setCleanDataDirectory(false)
                        .start());
    }

    public EmbeddedPostgres store() {
        return store;
    }

    public EmbeddedPostgres replica() {
        return replica;
    }

    /** From now on the replica receives but shows nothing new. */
    public void pause() throws SQLException {
        onReplica("select pg_wal_replay_pause()");
    }

    public void resume() throws SQLException {
        onReplica("select pg_wal_replay_resume()");
    }

    private void onReplica(String query) throws SQLException {
        try (Connection connection = replica.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute(query);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean log = file.getParent().equals(from.resolve("pg_wal"));
                if (!log && !NOT_COPIED.contains(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        replica.close();
        store.close();
    }
}
