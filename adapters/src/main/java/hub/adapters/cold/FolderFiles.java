package hub.adapters.cold;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Iceberg's files in a folder, without Hadoop; a file that is closed is on the disk. */
class FolderFiles implements SupportsPrefixOperations {
    private static final long serialVersionUID = 1L;

    /** The file behind a location, which is a path or a {@code file:} address; as in Hadoop, nothing in it is escaped. */
    static Path path(String location) {
        String path = location.startsWith("file:") ? location.substring("file:".length()) : location;
        return Path.of(path);
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Located(org.apache.iceberg.Files.localInput(path(location).toFile()), location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new FolderOutput(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot delete " + location, problem);
        }
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        List<FileInfo> found = new ArrayList<>();
        try {
            walk(
                    path(prefix),
                    (file, facts) -> found.add(new FileInfo(
                            location(file),
                            facts.size(),
                            facts.lastModifiedTime().toMillis())));
        } catch (NoSuchFileException none) {
            return found;
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot list " + prefix, problem);
        }
        return found;
    }

    /** How files of a folder are named in tables. */
    static String location(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
    }

    private interface Visit {
        void file(Path file, BasicFileAttributes facts);
    }

    private static void walk(Path folder, Visit visit) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                visit.file(file, facts);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException && !file.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
    }

    /** Iceberg remembers a file by the location it was asked for, not by its path. */
    private record Located(InputFile file, String location) implements InputFile {

        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public org.apache.iceberg.io.SeekableInputStream newStream() {
            return file.newStream();
        }

        @Override
        public boolean exists() {
            return new File(path(location).toString()).exists();
        }
    }
}
