package hub.adapters.hot.server;

import java.nio.charset.StandardCharsets;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Gives every collection and index a number for good, which is the beginning of its keys. */
final class Catalog {
    private static final int CATALOG = 0;
    private static final byte[] NEXT =
            new KeyWriter().number32(CATALOG).value("next").toBytes();

    private final Disk disk;

    Catalog(Disk disk) {
        this.disk = disk;
    }

    /** The number under which a name is kept, from 1; given once and found again after a restart. */
    synchronized int number(String name) {
        byte[] key = key("name:" + name);
        return disk.get(key).map(Catalog::number).orElseGet(() -> assign(key));
    }

    boolean flag(String name) {
        return disk.contains(key("flag:" + name));
    }

    synchronized void raiseFlag(String name) {
        put(key("flag:" + name), new byte[] {1});
    }

    private int assign(byte[] key) {
        int next = disk.get(NEXT).map(Catalog::number).orElse(0) + 1;
        byte[] text = Integer.toString(next).getBytes(StandardCharsets.US_ASCII);
        put(NEXT, text);
        put(key, text);
        return next;
    }

    private void put(byte[] key, byte[] value) {
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(disk.documents(), key, value);
            disk.write(batch);
        } catch (RocksDBException problem) {
            throw Disk.failure("write its catalog", problem);
        }
    }

    private static int number(byte[] text) {
        return Integer.parseInt(new String(text, StandardCharsets.US_ASCII));
    }

    private static byte[] key(String name) {
        return new KeyWriter().number32(CATALOG).value(name).toBytes();
    }
}
