package hub.master;

import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The devices that may speak, kept in schema {@code master} and held in memory because every message asks for one. */
public final class DeviceRegister implements DeviceDirectory {

    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final DataSource database;
    private final Clock clock;
    private Instant lookedAt = Instant.EPOCH;
    private final ConcurrentMap<String, RegisteredDevice> known = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<String, Device> devices = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, String> customerBySite = new ConcurrentHashMap<>();
    private final Set<String> openSites = ConcurrentHashMap.newKeySet();
    private final DeviceSecrets secrets = new DeviceSecrets();
    private final Set<String> hubs = ConcurrentHashMap.newKeySet();

    /** @param database the warm store with schema {@code master} */
    public DeviceRegister(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Reads the whole register into memory; called at the start and whenever rows may have changed behind our back. */
    public void load() throws SQLException {
        lookedAt = Instant.EPOCH;
        refresh();
    }

    /**
     * Takes up what other hubs, or people in the database, changed since the last look; to be called about once a second.
     *
     * <p>Each look reaches back a little, because a change is dated before it is committed.
     */
    public synchronized void refresh() throws SQLException {
        Instant now = clock.instant();
        Timestamp since = Timestamp.from(lookedAt);
        try (Connection connection = database.getConnection();
                PreparedStatement sites = connection.prepareStatement(
                        "select site_id, customer_id, closed_at from master.site where updated_at > ?");
                PreparedStatement changed =
                        connection.prepareStatement("select * from master.device where updated_at > ?");
                PreparedStatement removed =
                        connection.prepareStatement("select r.device_id from master.device_removal r"
                                + " left join master.device d on d.device_id = r.device_id"
                                + " where r.removed_at > ? and d.device_id is null")) {
            sites.setTimestamp(1, since);
            rememberSites(sites);
            changed.setTimestamp(1, since);
            try (ResultSet rows = changed.executeQuery()) {
                while (rows.next()) {
                    remember(rows);
                }
            }
            removed.setTimestamp(1, since);
            try (ResultSet rows = removed.executeQuery()) {
                while (rows.next()) {
                    forget(rows.getString(1));
                }
            }
        }
        lookedAt = now.minus(OVERLAP);
    }

    /** Takes up one device that was changed in the database just now. */
    void takeUp(String deviceId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select * from master.device where device_id = ?")) {
            query.setString(1, deviceId);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    remember(row);
                }
            }
        }
    }

    private void remember(ResultSet row) throws SQLException {
        String siteId = row.getString("site_id");
        Device device = new Device(
                row.getString("device_id"),
                row.getString("product_id"),
                row.getString("hub_id"),
                siteId == null ? "" : siteId,
                row.getTimestamp("registered_at").toInstant());
        remember(device, DeviceSecret.read(row));
    }

    private void rememberSites(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                customerBySite.put(row.getString("site_id"), row.getString("customer_id"));
                if (row.getTimestamp("closed_at") == null) {
                    openSites.add(row.getString("site_id"));
                } else {
                    openSites.remove(row.getString("site_id"));
                }
            }
        }
    }

    /** The customer at whose site the device stands. */
    public Optional<String> customerOf(String deviceId) {
        return device(deviceId).map(Device::siteId).map(customerBySite::get);
    }

    @Override
    public Optional<RegisteredDevice> find(String deviceId) {
        return Optional.ofNullable(known.get(deviceId));
    }

    @Override
    public RegisteredDevice register(String deviceId, String productId, String hubId) {
        RegisteredDevice before = known.get(deviceId);
        if (before != null) {
            return before;
        }
        try {
            save(deviceId, productId, hubId, "", Optional.empty());
        } catch (SQLException problem) {
            throw new RegisterUnavailable("device '" + deviceId + "' could not be registered", problem);
        }
        return known.get(deviceId);
    }

    /** The device of that id. */
    public Optional<Device> device(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    /**
     * Devices in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     */
    public Stream<Device> after(String after) {
        return devices.tailMap(after, false).values().stream();
    }

    /** Whether other devices speak through this one, or did since the start. */
    public boolean isHub(String deviceId) {
        return hubs.contains(deviceId);
    }

    /** Whether a site of that id exists and is not closed. */
    public boolean isSite(String siteId) {
        return openSites.contains(siteId);
    }

    /**
     * Registers a device or changes it.
     *
     * @param secret a new secret; empty keeps the one it has
     */
    public Device save(String deviceId, String productId, String hubId, String siteId, Optional<String> secret)
            throws SQLException {
        Optional<DeviceSecret> fresh = secret.map(DeviceSecret::of);
        Instant now = clock.instant();
        String sql = "insert into master.device as d"
                + " (device_id, product_id, hub_id, site_id, secret_salt, secret_hash, registered_at, updated_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (device_id) do update set"
                + " product_id = excluded.product_id, hub_id = excluded.hub_id, site_id = excluded.site_id,"
                + " secret_salt = coalesce(excluded.secret_salt, d.secret_salt),"
                + " secret_hash = coalesce(excluded.secret_hash, d.secret_hash),"
                + " updated_at = excluded.updated_at returning *";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, deviceId);
            statement.setString(2, productId);
            statement.setString(3, hubId);
            statement.setString(4, siteId.isEmpty() ? null : siteId);
            statement.setBytes(5, fresh.map(DeviceSecret::salt).orElse(null));
            statement.setBytes(6, fresh.map(DeviceSecret::hash).orElse(null));
            statement.setTimestamp(7, Timestamp.from(now));
            statement.setTimestamp(8, Timestamp.from(now));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                remember(result);
                return devices.get(deviceId);
            }
        }
    }

    /** Keeps what a device says about itself; what it leaves out stays as it was. */
    public void describe(String deviceId, DeviceDetail detail) throws SQLException {
        String sql =
                "insert into master.device_detail as d (device_id, model, firmware_version, attributes, provisioned_at)"
                        + " values (?, ?, ?, cast(? as jsonb), ?) on conflict (device_id) do update set"
                        + " model = coalesce(nullif(excluded.model, ''), d.model),"
                        + " firmware_version = coalesce(nullif(excluded.firmware_version, ''), d.firmware_version),"
                        + " attributes = d.attributes || excluded.attributes, provisioned_at = excluded.provisioned_at";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, deviceId);
            statement.setString(2, detail.model());
            statement.setString(3, detail.firmwareVersion());
            statement.setString(4, detail.attributes());
            statement.setTimestamp(5, Timestamp.from(detail.provisionedAt()));
            statement.executeUpdate();
        }
    }

    /** What a device said about itself, if it did. */
    public Optional<DeviceDetail> detail(String deviceId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select * from master.device_detail where device_id = ?")) {
            query.setString(1, deviceId);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new DeviceDetail(
                                row.getString("model"),
                                row.getString("firmware_version"),
                                row.getString("attributes"),
                                row.getTimestamp("provisioned_at").toInstant()))
                        : Optional.empty();
            }
        }
    }

    /**
     * Removes a device; its stored readings stay.
     *
     * @return whether there was one
     */
    public boolean delete(String deviceId) throws SQLException {
        String sql = "with gone as (delete from master.device where device_id = ? returning device_id)"
                + " insert into master.device_removal (device_id, removed_at) select device_id, ? from gone";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, deviceId);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.executeUpdate();
        }
        return forget(deviceId);
    }

    private boolean forget(String deviceId) {
        secrets.remove(deviceId);
        known.remove(deviceId);
        return devices.remove(deviceId) != null;
    }

    /** Tells, from any thread, which device's secret has stopped, here or in another hub, so that its connections may end. */
    public void onSecretStopped(Consumer<String> listener) {
        secrets.whenStopped(listener);
    }

    /** Whether this is the device's secret; a device without a secret has none that matches. */
    public boolean isSecretOf(String deviceId, String candidate) {
        return secrets.matches(deviceId, candidate);
    }

    /**
     * Whether this is any device's secret. Secrets are salted, so each is tried; beyond 20,000 devices the answer may be no
     * for one that is.
     */
    public boolean isAnySecret(String candidate) {
        return secrets.anyMatches(candidate);
    }

    /** How many devices are registered. */
    public int size() {
        return devices.size();
    }

    private void remember(Device device, Optional<DeviceSecret> secret) {
        devices.put(device.deviceId(), device);
        if (!device.hubId().isEmpty()) {
            hubs.add(device.hubId());
        }
        secret.ifPresent(value -> secrets.put(device.deviceId(), value));
        known.put(
                device.deviceId(),
                new RegisteredDevice(device.deviceId(), device.productId(), device.hubId(), device.siteId()));
    }
}
