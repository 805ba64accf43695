package hub.adapters.hot.server;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** mongo-java-server's commands over databases kept on disk. */
final class StoreBackend extends AbstractMongoBackend {
    private static final int MOST_AT_ONCE = 100_000;

    private final Disk disk;
    private final Catalog catalog;
    private final Map<String, MongoDatabase> opened = new ConcurrentHashMap<>();

    StoreBackend(Disk disk) {
        this.disk = disk;
        this.catalog = new Catalog(disk);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return opened.computeIfAbsent(
                databaseName, name -> new StoreDatabase(name, disk, catalog, getCursorRegistry()));
    }

    /** Lets clients write as many documents at once as MongoDB does. */
    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        Document answer = super.handleCommand(channel, databaseName, command, query);
        if (command.equalsIgnoreCase("ismaster")) {
            answer.put("maxWriteBatchSize", MOST_AT_ONCE);
        }
        return answer;
    }

    @Override
    public void dropDatabase(String databaseName) {
        super.dropDatabase(databaseName);
        opened.remove(databaseName);
    }

    @Override
    public void close() {
        super.close();
        disk.close();
    }
}
