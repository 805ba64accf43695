package hub.adapters.hot.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The files of the hot store: two ordered maps of bytes, one for documents and one for index entries. What {@link #write} has
 * returned for survives the death of the process; with {@code forced} it survives a power cut too.
 */
final class Disk implements AutoCloseable {
    private static final byte[] ABSENT = new byte[0];

    private final DiskTuning tuning;
    private final RocksDB database;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions writing;
    private final ReadOptions reading = new ReadOptions();
    private boolean closed;

    private Disk(DiskTuning tuning, RocksDB database, List<ColumnFamilyHandle> families, boolean forced) {
        this.tuning = tuning;
        this.database = database;
        this.families = families;
        this.writing = new WriteOptions().setSync(forced);
    }

    /** Opens or creates the files in a folder. */
    static Disk open(Path folder, boolean forced) {
        loadLibrary(folder.resolve("native"));
        DiskTuning tuning = new DiskTuning();
        try {
            List<ColumnFamilyHandle> families = new ArrayList<>();
            List<ColumnFamilyDescriptor> wanted = List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tuning.documents()),
                    new ColumnFamilyDescriptor(new byte[] {'i'}, tuning.entries()));
            RocksDB database = RocksDB.open(tuning.database(), folder.toString(), wanted, families);
            return new Disk(tuning, database, families, forced);
        } catch (RocksDBException problem) {
            tuning.close();
            throw failure("open its files in " + folder + " (does another hub use them?)", problem);
        }
    }

    /** Puts the library beside the data: left to itself RocksDB unpacks it into the temporary folder anew for each hub that dies. */
    private static void loadLibrary(Path folder) {
        try {
            Files.createDirectories(folder);
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            RocksDB.loadLibrary();
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot write into the folder of the hot store, " + folder, problem);
        }
    }

    ColumnFamilyHandle documents() {
        return families.get(0);
    }

    ColumnFamilyHandle entries() {
        return families.get(1);
    }

    boolean contains(byte[] key) {
        try {
            return database.get(documents(), reading, key, ABSENT) != RocksDB.NOT_FOUND;
        } catch (RocksDBException problem) {
            throw failure("read", problem);
        }
    }

    Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(database.get(documents(), reading, key));
        } catch (RocksDBException problem) {
            throw failure("read", problem);
        }
    }

    void write(WriteBatch batch) {
        try {
            database.write(writing, batch);
        } catch (RocksDBException problem) {
            throw failure("write", problem);
        }
    }

    /** Forgets all keys from one (included) to another (excluded), in both maps. */
    void deleteRange(byte[] from, byte[] to) {
        try {
            database.deleteRange(documents(), writing, from, to);
            database.deleteRange(entries(), writing, from, to);
        } catch (RocksDBException problem) {
            throw failure("delete", problem);
        }
    }

    RocksIterator iterator(ColumnFamilyHandle family) {
        return database.newIterator(family, reading);
    }

    /** Whether an iterator stands on a key; an unreadable file is a failure, never an end. */
    static boolean standsOnKey(RocksIterator iterator) {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException problem) {
            throw failure("read", problem);
        }
    }

    /** Forces what was written so far to the disk. */
    synchronized void force() {
        if (closed) {
            return;
        }
        try {
            database.flushWal(true);
        } catch (RocksDBException problem) {
            throw failure("force to disk", problem);
        }
    }

    long count(ColumnFamilyHandle family) {
        return number(family, "rocksdb.estimate-num-keys");
    }

    long fileBytes() {
        return number(documents(), "rocksdb.total-sst-files-size") + number(entries(), "rocksdb.total-sst-files-size");
    }

    private long number(ColumnFamilyHandle family, String property) {
        try {
            return database.getLongProperty(family, property);
        } catch (RocksDBException problem) {
            throw failure("ask for " + property, problem);
        }
    }

    static IllegalStateException failure(String what, RocksDBException problem) {
        return new IllegalStateException("The hot store cannot " + what + ": " + problem.getMessage(), problem);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        families.forEach(ColumnFamilyHandle::close);
        database.close();
        writing.close();
        reading.close();
        tuning.close();
    }
}
