package hub.adapters.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Copies of files that lie elsewhere: data files never change, so a copy is good as long as there is room for it. */
final class FetchedFiles {
    private final ColdTables tables;
    private final Path folder;
    private final long most;
    private final Map<Path, Integer> inUse = new LinkedHashMap<>();

    /** @param most bytes kept */
    FetchedFiles(ColdTables tables, Path folder, long most) {
        this.tables = tables;
        this.folder = folder;
        this.most = most;
    }

    /** Files held for one reader; they stay until it closes. */
    final class Held implements AutoCloseable {
        private final Map<String, String> local = new LinkedHashMap<>();
        private final Set<Path> held = new HashSet<>();

        /** Where the files lie on this machine, by path. */
        Map<String, String> local() {
            return local;
        }

        @Override
        public void close() {
            release(held);
        }
    }

    static boolean isElsewhere(String path) {
        return path.contains("://");
    }

    /**
     * Fetches what is not here yet.
     *
     * @throws IllegalArgumentException when the files are more than is ever kept
     */
    Held hold(Collection<TableFiles> wanted) throws IOException {
        Held files = new Held();
        List<TableFiles.DataFile> all =
                wanted.stream().flatMap(each -> each.files().stream()).toList();
        long bytes = all.stream()
                .filter(each -> isElsewhere(each.path()))
                .mapToLong(TableFiles.DataFile::bytes)
                .sum();
        if (bytes > most) {
            throw new IllegalArgumentException(
                    "sql: the query reads " + (bytes >> 20) + " MB of cold files, more than the " + (most >> 20)
                            + " MB this hub fetches at once; narrow it by from, to and product beside the SQL");
        }
        try {
            for (TableFiles.DataFile file : all) {
                fetch(files, file.path());
                for (String deletes : file.deletes()) {
                    fetch(files, deletes);
                }
            }
            makeRoom();
            return files;
        } catch (IOException | RuntimeException problem) {
            files.close();
            throw problem;
        }
    }

    private void fetch(Held files, String path) throws IOException {
        if (!isElsewhere(path) || files.local.containsKey(path)) {
            return;
        }
        Path copy = folder.resolve(UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)) + ".parquet");
        synchronized (this) {
            inUse.merge(copy, 1, Integer::sum);
            files.held.add(copy);
        }
        if (!Files.exists(copy)) {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "fetched", ".part");
            try (InputStream content = tables.open(path)) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        files.local.put(path, copy.toString());
    }

    private synchronized void release(Set<Path> held) {
        held.forEach(copy -> inUse.computeIfPresent(copy, (each, users) -> users == 1 ? null : users - 1));
    }

    /** Forgets the copies that were not read for the longest time. */
    private synchronized void makeRoom() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(each -> each.toString().endsWith(".parquet")).forEach(copies::add);
        }
        copies.sort(Comparator.comparing(FetchedFiles::lastRead));
        long kept = copies.stream().mapToLong(FetchedFiles::size).sum();
        for (Path copy : copies) {
            if (kept > most && !inUse.containsKey(copy)) {
                kept -= size(copy);
                Files.deleteIfExists(copy);
            }
        }
    }

    private static FileTime lastRead(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
