package hub.adapters.access;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The accounts kept in the warm store. They are few and asked for with every request, so they are remembered for a second. */
public final class AccountRows {

    private final Database database;
    private final Clock clock;
    private final Recent<Map<String, AccountRow>> recent;

    /** @param source the warm store with schema {@code hub} */
    public AccountRows(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
        this.recent = new Recent<>(this::all, Map.of(), clock);
    }

    /** The account of that exact name; while the store is away, as it was last known. */
    public Optional<AccountRow> find(String name) {
        return Optional.ofNullable(recent.get().get(name));
    }

    List<AccountRow> list() throws SQLException {
        return database.select("select * from hub.account order by name", AccountRows::read);
    }

    private Map<String, AccountRow> all() throws SQLException {
        return list().stream().collect(Collectors.toMap(AccountRow::name, Function.identity()));
    }

    /** Writes the account as it is now; says whether it was there before. */
    void keep(AccountRow account, String user) throws SQLException {
        Instant now = clock.instant();
        database.update(
                "insert into hub.account (name, password, roles, customer_id, locked, created_at, created_by, changed_at,"
                        + " changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set"
                        + " password = excluded.password, roles = excluded.roles, customer_id = excluded.customer_id,"
                        + " locked = excluded.locked, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                account.name(),
                account.passwordHash(),
                account.roles(),
                account.customerId(),
                account.locked(),
                now,
                user,
                now,
                user);
        recent.forget();
    }

    boolean remove(String name) throws SQLException {
        boolean removed = database.update("delete from hub.account where name = ?", name) > 0;
        recent.forget();
        return removed;
    }

    private static AccountRow read(ResultSet row) throws SQLException {
        return new AccountRow(
                row.getString("name"),
                row.getString("password"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("customer_id"),
                row.getBoolean("locked"),
                "hub",
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
