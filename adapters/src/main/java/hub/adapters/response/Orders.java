package hub.adapters.response;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What waits to be sent: several hubs send at once, but those of one alarm go in order, one hub at a time. */
final class Orders {
    private static final int MOST = 500;
    private static final long CLAIMING = 4_003;
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final String CLAIM_DUE = """
            update service.response_order set due_at = ?, tries = tries + 1 where id in (
                select mine.id from service.response_order mine where mine.due_at <= ?
                    and not exists (select 1 from service.response_order earlier
                        where earlier.alarm_id = mine.alarm_id and earlier.id < mine.id and earlier.due_at > ?)
                order by mine.id limit ?)
            returning id, alarm_id, kind, body, tries
            """;
    private static final String FORGET = "delete from service.response_order where id = ?";
    private static final String PUT_OFF = """
            update service.response_order set problem = ?, due_at = cast(? as timestamptz) + least(
                cast(? as double precision), power(2, least(tries, 10))) * interval '1 second' where id = ?
            """;

    private final Database database;
    private final Clock clock;

    Orders(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes what is due for half a minute: for each alarm its orders in order. */
    List<List<ResponseOrder>> claim() throws SQLException {
        Instant now = clock.instant();
        List<ResponseOrder> orders = database.inTransaction(connection -> {
            Database.select(connection, "select pg_advisory_xact_lock(?)", row -> 0, CLAIMING);
            return Database.select(connection, CLAIM_DUE, Orders::read, now.plus(CLAIM), now, now, MOST);
        });
        return List.copyOf(orders.stream()
                .sorted(Comparator.comparingLong(ResponseOrder::id))
                .collect(Collectors.groupingBy(ResponseOrder::alarmId, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    void sent(ResponseOrder order) throws SQLException {
        database.update(FORGET, order.id());
    }

    static int forget(Connection connection, ResponseOrder order) throws SQLException {
        return Database.update(connection, FORGET, order.id());
    }

    /** Puts off what was not sent, longer each time; the first of these was the one that failed. */
    Optional<ResponseOrder> putOff(List<ResponseOrder> orders, String problem) throws SQLException {
        return database.inTransaction(connection -> {
            Optional<ResponseOrder> first = Optional.empty();
            for (ResponseOrder order : orders) {
                boolean waiting = Database.update(
                                connection,
                                PUT_OFF,
                                first.isEmpty() ? problem : "",
                                clock.instant(),
                                (double) LONGEST_WAIT.toSeconds(),
                                order.id())
                        > 0;
                first = first.isEmpty() && waiting ? Optional.of(order) : first;
            }
            return first;
        });
    }

    static void put(Connection connection, List<Object[]> rows) throws SQLException {
        Database.updateAll(
                connection,
                "insert into service.response_order (alarm_id, kind, body, due_at) values (?, ?, cast(? as jsonb), ?)",
                rows);
    }

    private static ResponseOrder read(ResultSet row) throws SQLException {
        ResponseOrder.Kind kind = ResponseOrder.Kind.valueOf(row.getString("kind"));
        return new ResponseOrder(
                row.getLong("id"),
                row.getString("alarm_id"),
                kind,
                Json.read(row.getString("body"), kind.type()),
                row.getInt("tries"));
    }
}
