package hub.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps versions as plain files, {@code <folder>/<path of the file>/<epoch ms>-<version>.yaml}, so that a person can
 * read and copy them without the hub.
 */
public final class FileRouteVersions implements RouteVersions {

    private static final Pattern NAME = Pattern.compile("(\\d+)-([0-9a-f]{12})\\.yaml");

    private final Path folder;

    /** Keeps versions below this folder, which is made when the first version comes. */
    public FileRouteVersions(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void keep(RouteVersion version) {
        Optional<RouteVersion> newest = newest(version.path());
        if (newest.isPresent() && newest.get().version().equals(version.version())) {
            return;
        }
        Path target =
                folder.resolve(version.path()).resolve(version.at().toEpochMilli() + "-" + version.version() + ".yaml");
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(
                    draft,
                    version.text(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot keep the version " + target, problem);
        }
    }

    @Override
    public synchronized List<RouteVersion> of(String path) {
        Path versions = folder.resolve(path);
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(versions)) {
            return files.flatMap(file -> read(path, file).stream())
                    .sorted(Comparator.comparing(RouteVersion::at).reversed())
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot list the versions in " + versions, problem);
        }
    }

    private static Optional<RouteVersion> read(String path, Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(name.group(1)));
            return Optional.of(new RouteVersion(path, name.group(2), at, Files.readString(file)));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read the version " + file, problem);
        }
    }
}
