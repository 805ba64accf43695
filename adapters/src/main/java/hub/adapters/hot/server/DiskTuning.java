package hub.adapters.hot.server;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksObject;

/** How RocksDB is set up; the figures behind it are in docs/decisions/0006-embedded-hot-store.md. */
final class DiskTuning implements AutoCloseable {
    private static final long CACHE_BYTES = 96L << 20;
    /** Few, since a part smaller than one filter block would never keep it. */
    private static final int CACHE_SHARD_BITS = 2;

    private static final long MEMORY_TABLE_BYTES = 32L << 20;
    /** Of all memory tables together. */
    private static final long MEMORY_TABLES_BYTES = 128L << 20;

    private static final long WAL_BYTES = 192L << 20;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int FILTER_BITS_PER_KEY = 10;
    private static final int FILES_BEFORE_MERGE = 6;

    private final List<RocksObject> owned = new ArrayList<>();
    private final LRUCache cache = own(new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS));
    private final BloomFilter filter = own(new BloomFilter(FILTER_BITS_PER_KEY, false));

    DBOptions database() {
        return own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(WAL_BYTES)
                .setDbWriteBufferSize(MEMORY_TABLES_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setMaxOpenFiles(256);
    }

    ColumnFamilyOptions documents() {
        return family(table().setFilterPolicy(filter).setPartitionFilters(true));
    }

    ColumnFamilyOptions entries() {
        return family(table());
    }

    /** Index and filter blocks live in the cache, cut small: the memory does not grow with the collection. */
    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFormatVersion(5)
                .setCacheIndexAndFilterBlocks(true)
                .setPinTopLevelIndexAndFilter(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setMetadataBlockSize(4096);
    }

    private ColumnFamilyOptions family(BlockBasedTableConfig table) {
        return own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(MEMORY_TABLE_BYTES)
                .setMaxWriteBufferNumber(3)
                .setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGE)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true);
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).close();
        }
    }
}
