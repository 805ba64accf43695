package hub.adapters.upload.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Objects and parts as files; each is written aside and moved into place when it is whole. */
final class ObjectFolder {

    private final Path objects;
    private final Path parts;
    private final Path unfinished;

    ObjectFolder(Path folder) throws IOException {
        this.objects = Files.createDirectories(folder.resolve("objects"));
        this.parts = Files.createDirectories(folder.resolve("parts"));
        this.unfinished = Files.createDirectories(folder.resolve("unfinished"));
    }

    Path object(String key) {
        return objects.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    boolean has(String key) {
        return Files.isRegularFile(object(key));
    }

    void put(String key, InputStream content) throws IOException {
        keep(content, object(key));
    }

    void copy(String from, String to) throws IOException {
        try (InputStream content = Files.newInputStream(object(from))) {
            keep(content, object(to));
        }
    }

    void delete(String key) throws IOException {
        Files.deleteIfExists(object(key));
    }

    String begin() throws IOException {
        String id = UUID.randomUUID().toString();
        Files.createDirectory(parts.resolve(id));
        return id;
    }

    boolean isOpen(String uploadId) {
        return uploadId.matches("[0-9a-f-]{36}") && Files.isDirectory(parts.resolve(uploadId));
    }

    void putPart(String uploadId, int number, InputStream content) throws IOException {
        keep(content, parts.resolve(uploadId).resolve(String.format("%05d", number)));
    }

    List<Path> parts(String uploadId) throws IOException {
        try (Stream<Path> files = Files.list(parts.resolve(uploadId))) {
            return files.sorted(Comparator.comparing(Path::getFileName)).toList();
        }
    }

    void end(String uploadId, String key) throws IOException {
        Path whole = unfinished.resolve(UUID.randomUUID().toString());
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (Path part : parts(uploadId)) {
                Files.copy(part, out);
            }
        }
        Files.move(whole, object(key), StandardCopyOption.REPLACE_EXISTING);
        forget(uploadId);
    }

    void forget(String uploadId) throws IOException {
        for (Path part : parts(uploadId)) {
            Files.deleteIfExists(part);
        }
        Files.deleteIfExists(parts.resolve(uploadId));
    }

    private void keep(InputStream content, Path place) throws IOException {
        Path aside = unfinished.resolve(UUID.randomUUID().toString());
        try {
            Files.copy(content, aside);
            Files.move(aside, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
