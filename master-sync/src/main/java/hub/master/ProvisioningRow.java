package hub.master;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How devices of one product claim an identity.
 *
 * @param secret of the product's key, as it is kept; none while there is no key
 * @param registerNodes whether hubs of the product register their children; none: as the setting says
 */
record ProvisioningRow(
        String productId,
        ClaimStrategy strategy,
        Optional<DeviceSecret> secret,
        Optional<Boolean> registerNodes,
        Instant updatedAt,
        String updatedBy) {

    static ProvisioningRow read(ResultSet row) throws SQLException {
        boolean nodes = row.getBoolean("register_nodes");
        Optional<Boolean> registerNodes = row.wasNull() ? Optional.empty() : Optional.of(nodes);
        return new ProvisioningRow(
                row.getString("product_id"),
                ClaimStrategy.valueOf(row.getString("strategy")),
                DeviceSecret.read(row),
                registerNodes,
                row.getTimestamp("updated_at").toInstant(),
                row.getString("updated_by"));
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("productId", productId);
        shape.put("strategy", strategy.name());
        shape.put("hasKey", secret.isPresent());
        registerNodes.ifPresent(value -> shape.put("registerNodes", value));
        shape.put("updatedAt", updatedAt.toString());
        shape.put("updatedBy", updatedBy);
        return shape;
    }
}
