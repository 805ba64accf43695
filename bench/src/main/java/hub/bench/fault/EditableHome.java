package hub.bench.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of everything people edit, so that a bench may change a table without touching the project. */
final class EditableHome {
    private static final List<String> ROOMS =
            List.of("routes", "yaml-dsl", "drools-rules", "master-sync", "adapters", "console");
    private static final Set<String> LEFT_OUT = Set.of("src", "target", "node_modules", "pom.xml");

    private EditableHome() {}

    /** Copies the editable files and the {@code hub} command; the built program is linked. */
    static Path copy(Path project, Path copy) throws IOException {
        Files.createDirectories(copy);
        Files.copy(project.resolve("hub"), copy.resolve("hub"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        for (String room : ROOMS) {
            copyTree(project.resolve(room), copy.resolve(room), LEFT_OUT);
        }
        Files.createSymbolicLink(
                copy.resolve("routes/target"), project.resolve("routes/target").toAbsolutePath());
        return copy;
    }

    private static void copyTree(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target = to.resolve(entry.getFileName());
                if (leftOut.contains(entry.getFileName().toString())) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    copyTree(entry, target, Set.of());
                } else {
                    Files.copy(entry, target);
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
