package hub.desk;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Remembers over restarts which rule tables a hub saw in its folder, to tell an edit from a folder that lags behind. */
public final class SeenTables {
    private final Path file;
    private final Properties seen = new Properties();

    /** @param file where it is kept */
    public SeenTables(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                seen.load(reader);
            }
        }
    }

    boolean knows(String table) {
        return seen.containsKey(table);
    }

    /** The hash of the file as it was seen. */
    String file(String table) {
        return seen.getProperty(table, "/").split("/", -1)[0];
    }

    /** The hash of the version that was in force then. */
    String version(String table) {
        return seen.getProperty(table, "/").split("/", -1)[1];
    }

    void keep(String table, String fileHash, String versionHash) throws IOException {
        String now = fileHash + "/" + versionHash;
        if (!now.equals(seen.put(table, now))) {
            write();
        }
    }

    void forget(String table) throws IOException {
        if (seen.remove(table) != null) {
            write();
        }
    }

    private void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            seen.store(writer, "rule tables as this hub saw them: file/version in force");
        }
    }
}
