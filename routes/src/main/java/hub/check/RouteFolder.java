package hub.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The folder of route files on disk, so that check, start and live reload agree on which files are routes.
 *
 * @param root the {@code routes} folder
 */
public record RouteFolder(Path root) {

    private static final Set<String> NOT_ROUTES = Set.of("src", "target");

    /** Every file below the folder whose name ends so, with its text, by path below the folder. */
    public SortedMap<String, String> texts(String suffix) {
        SortedMap<String, String> texts = new TreeMap<>();
        walk(suffix, (path, file, attributes) -> texts.put(path, Files.readString(file)));
        return texts;
    }

    /** All route files, by path below the folder. */
    public SortedMap<String, RouteFile> files() {
        SortedMap<String, RouteFile> files = new TreeMap<>();
        texts(RouteFile.SUFFIX).forEach((path, text) -> files.put(path, RouteFile.of(path, text)));
        return files;
    }

    /** The folder with everything people edit. */
    public Path home() {
        return root.toAbsolutePath().getParent();
    }

    /** The text of the cases beside a route file, if there are any. */
    public Optional<String> casesOf(RouteFile file) {
        Path cases = root.resolve(file.path().replace(RouteFile.SUFFIX, RouteCaseFile.SUFFIX));
        return Files.isRegularFile(cases) ? Optional.of(TextFiles.read(cases)) : Optional.empty();
    }

    /** What a scan sees without reading: size and time of each file and its cases; equal stamps mean nothing was saved. */
    public SortedMap<String, String> stamps() {
        SortedMap<String, String> stamps = new TreeMap<>();
        walk(
                ".yaml",
                (path, file, attributes) -> stamps.put(
                        path,
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + "/" + attributes.size() + "/"
                                + attributes.fileKey()));
        return stamps;
    }

    private interface FileVisit {
        void visit(String path, Path file, BasicFileAttributes attributes) throws IOException;
    }

    /** Visits matching files; one that vanishes while it is looked at counts as absent. */
    private void walk(String suffix, FileVisit visit) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skip = !folder.equals(root)
                            && (hidden(folder)
                                    || (folder.getParent().equals(root) && NOT_ROUTES.contains(name(folder))));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!hidden(file) && name(file).endsWith(suffix)) {
                        try {
                            visit.visit(root.relativize(file).toString().replace('\\', '/'), file, attributes);
                        } catch (java.nio.file.NoSuchFileException vanished) {
                            return FileVisitResult.CONTINUE;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                    if (problem instanceof java.nio.file.NoSuchFileException && !file.equals(root)) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw problem;
                }
            });
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read the folder of routes " + root, problem);
        }
    }

    private static boolean hidden(Path path) {
        return name(path).startsWith(".");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
