package hub.adapters.cold;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;

/** The catalog and its tables; nothing is opened before it is needed, so that a hub starts although S3 does not answer. */
final class Warehouse implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.of("hub");
    private static final int CONNECTIONS = 2;
    private static final long OPENING = 0x636f6c646f70L;

    private final ColdSettings settings;
    private final FileIO files;
    private final Map<ColdTable, Table> tables = new EnumMap<>(ColdTable.class);
    private JdbcCatalog catalog;

    /** @param files where data and metadata lie */
    Warehouse(ColdSettings settings, FileIO files) {
        this.settings = settings;
        this.files = files;
    }

    static FileIO files(ColdSettings settings) {
        return settings.isOnObjects() ? ObjectFiles.open(settings.objects()) : new FolderFiles();
    }

    FileIO files() {
        return files;
    }

    ColdSettings settings() {
        return settings;
    }

    /** A table at its newest state; it is made when it is not there. */
    synchronized Table table(ColdTable which) {
        Table known = tables.get(which);
        if (known == null) {
            known = loadOrMake(which);
            tables.put(which, known);
        } else {
            known.refresh();
        }
        return known;
    }

    /** A table of its own for one thread that must not see another's refreshes. */
    synchronized Table fresh(ColdTable which) {
        table(which);
        return catalog().loadTable(identifier(which));
    }

    private Table loadOrMake(ColdTable which) {
        try {
            return told(catalog().loadTable(identifier(which)));
        } catch (NoSuchTableException missing) {
            try {
                return catalog()
                        .buildTable(identifier(which), which.schema())
                        .withPartitionSpec(which.partitions())
                        .withSortOrder(which.order())
                        .withProperties(which.properties())
                        .create();
            } catch (AlreadyExistsException anotherHub) {
                return catalog().loadTable(identifier(which));
            }
        }
    }

    /** Tables of earlier hubs do not say yet how Spark is to read them. */
    private static Table told(Table table) {
        if (!table.properties().containsKey(ColdTable.VECTORIZED)) {
            table.updateProperties().set(ColdTable.VECTORIZED, "false").commit();
        }
        return table;
    }

    static TableIdentifier identifier(ColdTable which) {
        return TableIdentifier.of(NAMESPACE, which.sqlName());
    }

    private JdbcCatalog catalog() {
        if (catalog == null) {
            catalog = openAlone();
        }
        return catalog;
    }

    /** Hubs that start together would make the catalog's tables at the same time, so one waits for the other. */
    private JdbcCatalog openAlone() {
        ColdSettings.Catalog place = settings.catalog();
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + OPENING + ")");
            statement.execute("create schema if not exists " + ColdSettings.SCHEMA);
            return open();
        } catch (SQLException problem) {
            throw new IllegalStateException(
                    "the catalog at " + place.url() + " cannot be opened: " + problem.getMessage(), problem);
        }
    }

    private JdbcCatalog open() {
        Function<Map<String, String>, JdbcClientPool> connections =
                properties -> new JdbcClientPool(CONNECTIONS, url(), properties);
        JdbcCatalog opened = new JdbcCatalog(properties -> files, connections, true);
        opened.initialize("hub", properties());
        if (!opened.namespaceExists(NAMESPACE)) {
            opened.createNamespace(NAMESPACE, Map.of());
        }
        return opened;
    }

    private Map<String, String> properties() {
        return Map.of(
                "uri", url(),
                "jdbc.user", settings.catalog().user(),
                "jdbc.password", settings.catalog().password(),
                "jdbc.schema-version", "V1",
                "warehouse", location());
    }

    /** Where tables lie: an address that every engine understands. */
    String location() {
        String warehouse = settings.warehouse();
        String location = settings.isOnObjects() ? warehouse : FolderFiles.location(Path.of(warehouse));
        return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }

    private String url() {
        String url = settings.catalog().url();
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + ColdSettings.SCHEMA
                + "&ApplicationName=hub-cold&socketTimeout=60&connectTimeout=5";
    }

    @Override
    public synchronized void close() {
        tables.clear();
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
        files.close();
    }
}
