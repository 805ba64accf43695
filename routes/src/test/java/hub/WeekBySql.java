package hub;

import hub.adapters.cold.ColdFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Computes what a week comes to another way: with SQL by DuckDB over the files of the cold store. */
final class WeekBySql implements AutoCloseable {

    private static final String FIGURES =
            "count(v), sum(v), min(v), max(v), arg_min(v, t), arg_max(v, t), count(distinct device_id),"
                    + " quantile_disc(v, 0.95)";
    private static final long HOUR = 3_600_000;

    private final Connection connection;

    /** What one metric comes to: count, sum, min, max, first, last, devices, p95. */
    record Sum(double[] values) {}

    WeekBySql(List<ColdFile> files, SimulatedWeek week) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        String all = files.stream()
                .map(file -> "select device_id, epoch_us(device_timestamp) // 1000 as t, metrics.tempC as tempC,"
                        + " metrics.rpm as rpm, metrics.vibration as vibration from read_parquet('" + file.path() + "')"
                        + " where product_id = 'prod-a'")
                .collect(Collectors.joining(" union all "));
        run("create table wide as select * from (" + all + ") where t >= "
                + week.begin().toEpochMilli() + " and t < " + week.end().toEpochMilli());
        run("create table r as select device_id, t, 'tempC' as metric, tempC as v from wide where tempC is not null"
                + " union all select device_id, t, 'rpm', rpm from wide where rpm is not null"
                + " union all select device_id, t, 'vibration', vibration from wide where vibration is not null");
        run("create table owner (device_id text, customer text, begins bigint, ends bigint, shift bigint)");
        place(week);
    }

    private void place(SimulatedWeek week) throws SQLException {
        for (int number = 0; number < SimulatedWeek.DEVICES; number++) {
            String device = SimulatedWeek.device(number);
            long until = device.equals(SimulatedWeek.MOVED) ? week.moved().toEpochMilli() : Long.MAX_VALUE;
            own(device, SimulatedWeek.customer(number), 0, until);
            if (until < Long.MAX_VALUE) {
                own(device, SimulatedWeek.customer(number) + 1, until, Long.MAX_VALUE);
            }
        }
    }

    private void own(String device, int customer, long from, long until) throws SQLException {
        long shift = SimulatedWeek.ZONES.get(customer).equals("Asia/Seoul") ? 9 * HOUR : 11 * HOUR / 2;
        run("insert into owner values ('" + device + "', '" + SimulatedWeek.CUSTOMERS.get(customer) + "', " + from
                + ", " + until + ", " + shift + ")");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from wide where device_id like 'week-%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The product's windows of so many hours, those of a day beginning at midnight in Seoul: by beginning and metric. */
    Map<String, Sum> windows(int hours) throws SQLException {
        String begin = "(t + 32400000) // " + hours * HOUR + " * " + hours * HOUR + " - 32400000";
        return sums("select " + begin + " || ' ' || metric, " + FIGURES + " from r group by 1");
    }

    /** Customers' days of the week's devices: by customer, day and metric. */
    Map<String, Sum> days() throws SQLException {
        return sums("select customer || ' ' || (date '1970-01-01' + ((t + shift) // 86400000)::int)::date || ' ' ||"
                + " metric, "
                + FIGURES + " from r join owner using (device_id) where t >= begins and t < ends group by 1");
    }

    private Map<String, Sum> sums(String sql) throws SQLException {
        Map<String, Sum> sums = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                double[] values = new double[8];
                for (int column = 0; column < values.length; column++) {
                    values[column] = rows.getDouble(column + 2);
                }
                sums.put(rows.getString(1), new Sum(values));
            }
        }
        return sums;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
