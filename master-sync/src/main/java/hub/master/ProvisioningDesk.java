package hub.master;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Answers the API about who may claim an identity, and who has. */
public final class ProvisioningDesk {

    private static final int KEY_LENGTH = 20;

    private final ProvisioningStore store;
    private final Predicate<String> isProduct;
    private final boolean registerNodes;
    private final Supplier<String> newSecret;
    private final Clock clock;

    /**
     * @param isProduct whether a product of that id is in force
     * @param registerNodes whether hubs register their children where their product does not say
     * @param newSecret makes keys and secrets, hexadecimal
     */
    public ProvisioningDesk(
            DataSource database,
            Predicate<String> isProduct,
            boolean registerNodes,
            Supplier<String> newSecret,
            Clock clock) {
        this.store = new ProvisioningStore(database);
        this.isProduct = isProduct;
        this.registerNodes = registerNodes;
        this.newSecret = newSecret;
        this.clock = clock;
    }

    /** Whether a hub of the product may register the children it names. */
    boolean registersNodes(String productId) throws SQLException {
        return store.ofProduct(productId)
                .flatMap(ProvisioningRow::registerNodes)
                .orElse(registerNodes);
    }

    /** How devices of a product claim an identity; {@link NoSuchElementException} when there is no such product. */
    public Map<String, Object> get(String productId) throws SQLException {
        return store.ofProduct(existing(productId))
                .map(ProvisioningRow::shape)
                .orElseGet(() ->
                        Map.of("productId", productId, "strategy", ClaimStrategy.DISABLED.name(), "hasKey", false));
    }

    /**
     * Changes it; what is left out stays. A first or new key is told this once, and the one before stops.
     *
     * @throws IllegalArgumentException when the strategy is none
     */
    public Map<String, Object> change(String productId, Map<String, Object> body, String user) throws SQLException {
        Optional<ProvisioningRow> before = store.ofProduct(existing(productId));
        ClaimStrategy strategy = body.containsKey("strategy")
                ? strategy(String.valueOf(body.get("strategy")))
                : before.map(ProvisioningRow::strategy).orElse(ClaimStrategy.DISABLED);
        boolean hasKey = before.flatMap(ProvisioningRow::secret).isPresent();
        boolean fresh = Boolean.TRUE.equals(body.get("newKey")) || !hasKey && strategy != ClaimStrategy.DISABLED;
        String key = newSecret.get().substring(0, KEY_LENGTH);
        String secret = newSecret.get();
        ProvisioningRow row = new ProvisioningRow(
                productId,
                strategy,
                fresh ? Optional.of(DeviceSecret.of(secret)) : before.flatMap(ProvisioningRow::secret),
                body.get("registerNodes") instanceof Boolean told
                        ? Optional.of(told)
                        : before.flatMap(ProvisioningRow::registerNodes),
                clock.instant(),
                user == null ? "" : user);
        store.save(row, fresh ? Optional.of(key) : Optional.empty());
        Map<String, Object> shape = row.shape();
        if (fresh) {
            shape.put("provisionDeviceKey", key);
            shape.put("provisionDeviceSecret", secret);
        }
        return shape;
    }

    /** Who asked for an identity of a product, newest first; attempts with an unknown key stand under product {@code -}. */
    public Map<String, Object> attempts(String productId, Integer limit, String cursor) throws SQLException {
        String product = productId.equals("-") ? "" : existing(productId);
        int most = limit == null ? 100 : limit;
        long before = cursor == null || !cursor.matches("\\d{1,18}") ? Long.MAX_VALUE : Long.parseLong(cursor);
        List<Map<String, Object>> found = store.select(
                "select * from master.claim_attempt where product_id = ? and number < ? order by number desc limit ?",
                ProvisioningDesk::attempt,
                product,
                before,
                most + 1);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).toList());
        if (found.size() > most) {
            page.put("next", String.valueOf(found.get(most - 1).get("number")));
        }
        return page;
    }

    /** Lets a device be claimed again; the secret it has goes on working until then. */
    public void release(String deviceId) throws SQLException {
        if (store.update("delete from master.device_claim where device_id = ?", deviceId) == 0) {
            throw new NoSuchElementException("nobody has claimed device '" + deviceId + "'");
        }
    }

    private static Map<String, Object> attempt(java.sql.ResultSet row) throws SQLException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("number", row.getLong("number"));
        line.put("at", row.getTimestamp("at").toInstant().toString());
        for (String name : List.of("door", "address", "device_id", "status", "cause")) {
            line.put(name, row.getString(name));
        }
        return line;
    }

    private String existing(String productId) {
        if (!isProduct.test(productId)) {
            throw new NoSuchElementException("there is no product '" + productId + "'");
        }
        return productId;
    }

    private static ClaimStrategy strategy(String text) {
        return Arrays.stream(ClaimStrategy.values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "strategy '" + text + "' is none of " + Arrays.toString(ClaimStrategy.values())));
    }
}
