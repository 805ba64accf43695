package hub.adapters.cold;

import java.io.IOException;
import java.util.function.Predicate;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A folder whose disk is full for some files while a test wants it, and whose hub may die. */
final class FaultyFiles extends FolderFiles {
    private static final long serialVersionUID = 1L;

    private transient volatile Predicate<String> full = location -> false;
    private transient volatile boolean dead;

    /** From now on nothing more can be written to locations such as these. */
    void full(Predicate<String> which) {
        full = which;
    }

    /** From now on the hub behind this is gone: it neither writes nor cleans up. */
    void die(Predicate<String> whenWriting) {
        full = location -> {
            dead |= whenWriting.test(location);
            return dead;
        };
    }

    @Override
    public void deleteFile(String location) {
        if (dead) {
            throw new IllegalStateException("this hub is dead");
        }
        super.deleteFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        OutputFile file = super.newOutputFile(location);
        return new OutputFile() {
            @Override
            public PositionOutputStream create() {
                return new Full(location, file.create());
            }

            @Override
            public PositionOutputStream createOrOverwrite() {
                return new Full(location, file.createOrOverwrite());
            }

            @Override
            public String location() {
                return file.location();
            }

            @Override
            public InputFile toInputFile() {
                return file.toInputFile();
            }
        };
    }

    private final class Full extends PositionOutputStream {
        private final String location;
        private final PositionOutputStream stream;

        Full(String location, PositionOutputStream stream) {
            this.location = location;
            this.stream = stream;
        }

        @Override
        public long getPos() throws IOException {
            return stream.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            stream.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
            if (full.test(location)) {
                throw new IOException("No space left on device");
            }
        }
    }
}
