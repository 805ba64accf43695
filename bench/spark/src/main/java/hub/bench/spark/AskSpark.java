package hub.bench.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks Apache Spark the same SQL over the hub's cold store as a researcher asks the hub: one line of tab-separated values for each row.
 * It knows nothing of the hub but the address of its catalog, so what it reads, every engine that reads Iceberg can read.
 */
public final class AskSpark {
    private static final String CATALOG = "spark.sql.catalog.hub";

    private AskSpark() {}

    /** Arguments: JDBC address of the catalog's database, user, password or {@code -}, warehouse, then one SQL after the other. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 5) {
            System.err.println("usage: AskSpark <jdbc url> <user> <password or -> <warehouse> <sql>...");
            System.exit(2);
        }
        Path scratch = Files.createTempDirectory("ask-spark");
        try (SparkSession spark = open(arguments, scratch)) {
            spark.sparkContext().setLogLevel("ERROR");
            spark.sql("use hub.hub");
            for (String sql : Arrays.copyOfRange(arguments, 4, arguments.length)) {
                ask(spark, sql);
            }
        }
    }

    private static SparkSession open(String[] arguments, Path scratch) {
        String url = arguments[0] + (arguments[0].contains("?") ? "&" : "?") + "currentSchema=cold_catalog";
        return SparkSession.builder()
                .master("local[2]")
                .appName("ask-spark")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.local.dir", scratch.toString())
                .config("spark.sql.warehouse.dir", scratch.toString())
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config(CATALOG, "org.apache.iceberg.spark.SparkCatalog")
                .config(CATALOG + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
                .config(CATALOG + ".uri", url)
                .config(CATALOG + ".jdbc.user", arguments[1])
                .config(CATALOG + ".jdbc.password", arguments[2].equals("-") ? "" : arguments[2])
                .config(CATALOG + ".jdbc.schema-version", "V1")
                .config(CATALOG + ".warehouse", arguments[3])
                .getOrCreate();
    }

    private static void ask(SparkSession spark, String sql) {
        long began = System.nanoTime();
        for (Row row : spark.sql(sql).collectAsList()) {
            StringBuilder line = new StringBuilder("row");
            for (int at = 0; at < row.size(); at++) {
                line.append('\t').append(row.get(at));
            }
            System.out.println(line);
        }
        System.out.println("millis\t" + (System.nanoTime() - began) / 1_000_000);
    }
}
