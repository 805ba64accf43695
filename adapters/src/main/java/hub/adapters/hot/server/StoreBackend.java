package hub.adapters.hot.server;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;

/** mongo-java-server's commands over databases kept on disk. */
final class StoreBackend extends AbstractMongoBackend {
    private final Disk disk;
    private final Catalog catalog;

    StoreBackend(Disk disk) {
        this.disk = disk;
        this.catalog = new Catalog(disk);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoreDatabase(databaseName, disk, catalog, getCursorRegistry());
    }

    @Override
    public void close() {
        super.close();
        disk.close();
    }
}
