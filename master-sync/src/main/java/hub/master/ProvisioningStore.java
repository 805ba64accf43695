package hub.master;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows behind claims: products' keys, claimed devices, attempts. */
final class ProvisioningStore {

    private static final String CREATE = "insert into master.device"
            + " (device_id, product_id, hub_id, secret_salt, secret_hash, registered_at, updated_at)"
            + " values (?, ?, '', ?, ?, ?, ?) on conflict (device_id) do nothing";
    private static final String TAKE_OVER = "update master.device set secret_salt = ?, secret_hash = ?, updated_at = ?"
            + " where device_id = ? and product_id = ?"
            + " and not exists (select 1 from master.device_claim c where c.device_id = master.device.device_id)";
    private static final String CLAIMED =
            "insert into master.device_claim (device_id, claimed_at) values (?, ?) on conflict do nothing";

    private final DataSource database;

    ProvisioningStore(DataSource database) {
        this.database = database;
    }

    /** Makes something of the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Optional<ProvisioningRow> ofProduct(String productId) throws SQLException {
        return select(
                        "select * from master.product_provisioning where product_id = ?",
                        ProvisioningRow::read,
                        productId)
                .stream()
                .findFirst();
    }

    Optional<ProvisioningRow> ofKey(String key) throws SQLException {
        return select("select * from master.product_provisioning where key_hash = ?", ProvisioningRow::read, hash(key))
                .stream()
                .findFirst();
    }

    boolean anyOpen() throws SQLException {
        return !select(
                        "select 1 from master.product_provisioning where strategy <> 'DISABLED' and key_hash is not null limit 1",
                        row -> 1)
                .isEmpty();
    }

    /** Keeps a product's policy; an empty key keeps the one there is. */
    void save(ProvisioningRow row, Optional<String> key) throws SQLException {
        String sql = "insert into master.product_provisioning as p (product_id, strategy, register_nodes, updated_at,"
                + " updated_by, key_hash, secret_salt, secret_hash) values (?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (product_id) do update set strategy = excluded.strategy,"
                + " register_nodes = excluded.register_nodes, updated_at = excluded.updated_at,"
                + " updated_by = excluded.updated_by, key_hash = coalesce(excluded.key_hash, p.key_hash),"
                + " secret_salt = coalesce(excluded.secret_salt, p.secret_salt),"
                + " secret_hash = coalesce(excluded.secret_hash, p.secret_hash)";
        Optional<DeviceSecret> secret = row.secret().filter(ignored -> key.isPresent());
        update(
                sql,
                row.productId(),
                row.strategy().name(),
                row.registerNodes().orElse(null),
                row.updatedAt(),
                row.updatedBy(),
                key.map(ProvisioningStore::hash).orElse(null),
                secret.map(DeviceSecret::salt).orElse(null),
                secret.map(DeviceSecret::hash).orElse(null));
    }

    /** Gives a device its own secret, once; false when it is not there to be had. */
    boolean claim(String deviceId, ProvisioningRow policy, String secret, Instant now) throws SQLException {
        DeviceSecret kept = DeviceSecret.of(secret);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int taken = policy.strategy() == ClaimStrategy.ALLOW_CREATE_NEW_DEVICES
                        ? update(connection, CREATE, deviceId, policy.productId(), kept.salt(), kept.hash(), now, now)
                        : update(connection, TAKE_OVER, kept.salt(), kept.hash(), now, deviceId, policy.productId());
                boolean claimed = taken > 0 && update(connection, CLAIMED, deviceId, now) > 0;
                if (claimed) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return claimed;
            } catch (SQLException | RuntimeException problem) {
                connection.rollback();
                throw problem;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    <T> List<T> select(String sql, Row<T> row, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    int update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, values);
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            statement.setObject(index + 1, value instanceof Instant instant ? Timestamp.from(instant) : value);
        }
        return statement;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
