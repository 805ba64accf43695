package hub.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder and the folders in it.
 *
 * @param folder which may be missing; then there are no files
 */
record TextFiles(Path folder) {

    /** The files whose names end so, in order. */
    List<Path> named(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read the folder " + folder, problem);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file, problem);
        }
    }
}
