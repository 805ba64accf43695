package hub.adapters.cold;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** One new file of the warehouse's folder; it is forced to the disk before it is closed, because a commit relies on it. */
record FolderOutput(String location) implements OutputFile {
    private static final int BUFFER = 64 << 10;

    @Override
    public PositionOutputStream create() {
        Path path = FolderFiles.path(location);
        if (Files.exists(path)) {
            throw new AlreadyExistsException("File already exists: %s", location);
        }
        return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        Path path = FolderFiles.path(location);
        try {
            Files.createDirectories(path.getParent());
            return new Durable(path);
        } catch (FileAlreadyExistsException problem) {
            throw new UncheckedIOException("a file lies where a folder should be: " + path.getParent(), problem);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot write " + path, problem);
        }
    }

    @Override
    public InputFile toInputFile() {
        return new FolderFiles().newInputFile(location);
    }

    private static final class Durable extends PositionOutputStream {
        private final Path path;
        private final FileOutputStream file;
        private final BufferedOutputStream buffer;
        private long position;
        private boolean closed;

        Durable(Path path) throws IOException {
            this.path = path;
            this.file = new FileOutputStream(path.toFile());
            this.buffer = new BufferedOutputStream(file, BUFFER);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            buffer.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            buffer.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffer.flush();
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (file) {
                buffer.flush();
                file.getFD().sync();
            }
            try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
