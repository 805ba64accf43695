package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hub.adapters.Database;
import hub.adapters.access.CustomerScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts, keys, the audit log and customers' rows in a whole hub. */
class AccessJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonNode CONTRACT = contract();

    private static TestingHub hub;

    @BeforeAll
    static void startHub() throws Exception {
        hub = TestingHub.shared();
        register("guard-own", "site-1");
        register("guard-other", "site-2");
    }

    @Test
    void aPersonIsLetInChangedAndLockedAndAllOfItIsWrittenDown() throws Exception {
        JsonNode made =
                json(hub.call("POST", "/api/v1/users", "{\"name\":\"guard-kim\",\"roles\":[\"service\"]}"), 201);
        String password = made.path("password").asText();
        assertThat(status("guard-kim", password, "/api/v1/alarms")).isEqualTo(200);
        assertThat(status("guard-kim", password, "/api/v1/dead-letters")).isEqualTo(403);

        json(hub.call("PUT", "/api/v1/users/guard-kim", "{\"roles\":[\"operator\"]}"), 200);
        assertThat(status("guard-kim", password, "/api/v1/dead-letters")).isEqualTo(200);
        json(hub.call("PUT", "/api/v1/users/guard-kim", "{\"locked\":true}"), 200);
        assertThat(status("guard-kim", password, "/api/v1/alarms")).isEqualTo(401);

        JsonNode change = audited("serve-user-change", "guard-kim").get(1);
        JsonNode whole = hub.get("/api/v1/audit/" + change.path("id").asText());
        assertThat(whole.path("who").asText()).isEqualTo("operator");
        assertThat(whole.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(whole.path("requestId").asText()).isNotEmpty();
        assertThat(JSON.readTree(whole.path("before").asText()).at("/roles/0").asText())
                .isEqualTo("service");
        assertThat(JSON.readTree(whole.path("after").asText()).at("/roles/0").asText())
                .isEqualTo("operator");
        JsonNode creation = hub.get("/api/v1/audit/"
                + audited("serve-user-creation", "guard-kim").get(0).path("id").asText());
        assertThat(creation.toString()).contains("***").doesNotContain(password);
    }

    @Test
    void aProgramsKeyWorksIsRotatedAndRevoked() throws Exception {
        JsonNode made = json(
                hub.call(
                        "POST",
                        "/api/v1/api-keys",
                        "{\"name\":\"erp\",\"role\":\"operator\",\"requestsPerMinute\":1000}"),
                201);
        String id = made.path("id").asText();
        String key = made.path("key").asText();
        HttpResponse<String> change = withKey(
                key,
                "PUT",
                "/api/v1/devices/guard-own",
                "{\"productId\":\"prod-a\",\"site_id\":\"site-1\",\"hub_id\":\"\"}");
        assertThat(change.statusCode()).as(change.body()).isEqualTo(200);
        JsonNode line = audited("serve-device-change", "guard-own").get(0);
        assertThat(line.path("who").asText()).isEqualTo("key:erp");
        assertThat(line.path("via").asText()).isEqualTo("key:" + id);
        assertThat(withKey(key, "GET", "/api/v1/api-keys", "").statusCode()).isEqualTo(403);

        String fresh = json(hub.call("POST", "/api/v1/api-keys/" + id + "/rotate", "{\"overlapHours\":1}"), 200)
                .path("key")
                .asText();
        assertThat(withKey(key, "GET", "/api/v1/me", "").statusCode()).isEqualTo(200);
        assertThat(withKey(fresh, "GET", "/api/v1/me", "").body()).contains("key:erp");
        json(hub.call("DELETE", "/api/v1/api-keys/" + id, ""), 200);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(withKey(fresh, "GET", "/api/v1/me", "").statusCode())
                                .isEqualTo(401));
        assertThat(hub.get("/api/v1/audit?kind=api-keys").toString()).doesNotContain(key, fresh);
    }

    @Test
    void aRefusedChangeIsWrittenDownToo() throws Exception {
        assertThat(hub.call("DELETE", "/api/v1/devices/guard-nobody", "").statusCode())
                .isEqualTo(404);
        assertThat(audited("serve-device-removal", "guard-nobody")
                        .get(0)
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void theDatabaseShowsACustomerOnlyHisRowsWhateverTheQueryForgot() throws Exception {
        Database database = new Database(hub.bean(DataSource.class));
        String everyDevice = "select device_id from master.device";
        assertThat(database.select(everyDevice, row -> row.getString(1))).contains("guard-own", "guard-other");
        try (CustomerScope scope = CustomerScope.of("customer-1")) {
            assertThat(database.select(everyDevice, row -> row.getString(1)))
                    .contains("guard-own")
                    .doesNotContain("guard-other");
            assertThat(database.select("select customer_id from master.customer", row -> row.getString(1)))
                    .containsExactly("customer-1");
            assertThat(database.select("select site_id from master.site", row -> row.getString(1)))
                    .contains("site-1")
                    .doesNotContain("site-2");
            for (String closed :
                    List.of("hub.account", "hub.api_key", "hub.audit", "hub.dead_letter", "service.contact")) {
                assertThatThrownBy(() -> database.select("select 1 from " + closed, row -> row.getInt(1)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> database.update("delete from master.device where device_id = 'guard-other'"))
                    .hasMessageContaining("permission denied");
            assertThat(database.<List<String>>inTransaction(
                            connection -> Database.select(connection, everyDevice, row -> row.getString(1))))
                    .doesNotContain("guard-other");
        }
        try (CustomerScope scope = CustomerScope.of("")) {
            assertThat(database.select(everyDevice, row -> row.getString(1))).isEmpty();
        }
        assertThat(database.select(everyDevice, row -> row.getString(1))).contains("guard-other");
        assertThat(database.select("select current_user", row -> row.getString(1)))
                .containsExactly("hub");
    }

    @Test
    void everyTableOfCustomersIsGuarded() throws Exception {
        assertThat(new Database(hub.bean(DataSource.class))
                        .select(
                                "select distinct n.nspname || '.' || c.relname from pg_class c"
                                        + " join pg_namespace n on n.oid = c.relnamespace"
                                        + " join pg_attribute a on a.attrelid = c.oid and not a.attisdropped"
                                        + " where n.nspname in ('master', 'service', 'analytics') and c.relkind in ('r', 'p')"
                                        + " and a.attname in ('customer_id', 'device_id') and not c.relrowsecurity",
                                row -> row.getString(1)))
                .isEmpty();
    }

    @Test
    void aCustomerGetsHisOwnAndNeverAnothers() throws Exception {
        for (String operation : operations("get")) {
            if (operation.equals("/live") || operation.contains("/docs")) {
                continue;
            }
            String own = "/api/v1" + filled(operation, "guard-own", "customer-1");
            String others = "/api/v1" + filled(operation, "guard-other", "customer-2");
            HttpResponse<String> mine = hub.callAs("customer", "GET", own, "");
            assertThat(mine.statusCode()).as(own + " " + mine.body()).isLessThan(500);
            assertThat(mine.body()).as(own).doesNotContain("guard-other", "customer-2", "site-2");
            if (operation.contains("{") && mine.statusCode() != 403) {
                HttpResponse<String> theirs = hub.callAs("customer", "GET", others, "");
                assertThat(theirs.statusCode()).as(others + " " + theirs.body()).isIn(400, 403, 404);
            }
        }
        for (String filter : List.of(
                "devices?hub=guard-other",
                "alarms?device=guard-other",
                "sites?customer=customer-2",
                "dispatch-orders",
                "history/alarms?device=guard-other",
                "history/commands?device=guard-other")) {
            HttpResponse<String> answer = hub.callAs("customer", "GET", "/api/v1/" + filter, "");
            assertThat(answer.statusCode()).as(filter + answer.body()).isLessThan(500);
            assertThat(answer.body().replace("/api/v1/" + filter, ""))
                    .as(filter)
                    .doesNotContain("\"guard-other\"", "site-2");
        }
    }

    @Test
    void noFilterCanBeMisused() throws Exception {
        List<String> attempts = List.of(
                "' or '1'='1",
                "\"; drop table x; --",
                "{\"$where\":\"sleep(9)\"}",
                "${7*7}",
                "$simple{sys.java.home}",
                "../../etc/passwd",
                "\u0000",
                "%n%s",
                "x".repeat(5000),
                "' || pg_sleep(9) --");
        for (String operation : operations("get")) {
            List<String> filters = filters(operation);
            for (String attempt : filters.isEmpty() ? List.<String>of() : attempts) {
                String query = filters.stream()
                        .map(filter -> filter + "=" + URLEncoder.encode(attempt, StandardCharsets.UTF_8))
                        .reduce((one, two) -> one + "&" + two)
                        .orElseThrow();
                String path = "/api/v1" + filled(operation, "guard-own", "customer-1") + "?" + query;
                HttpResponse<String> answer = hub.call("GET", path, "");
                assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isLessThan(500);
                assertThat(answer.body())
                        .doesNotContain("SQLException", "MongoException", System.getProperty("java.home"));
            }
        }
    }

    private static void register(String device, String site) throws Exception {
        String body = "{\"device_id\":\"%s\",\"productId\":\"prod-a\",\"site_id\":\"%s\"}".formatted(device, site);
        assertThat(hub.call("POST", "/api/v1/devices", body).statusCode()).isIn(201, 409);
    }

    private static List<JsonNode> audited(String action, String subject) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        hub.get("/api/v1/audit?action=" + action + "&subject=" + subject)
                .path("items")
                .forEach(lines::add);
        return lines;
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static int status(String name, String password, String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send("GET", path, "", "Authorization", "Basic " + basic).statusCode();
    }

    private static HttpResponse<String> withKey(String key, String method, String path, String body) throws Exception {
        return send(method, path, body, "Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.ports.http() + path))
                        .headers(headers)
                        .method(method, content)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of(System.getProperty("hub.home"), "yaml-dsl/contracts/hub-api.openapi.yaml")
                            .toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> operations(String method) {
        List<String> paths = new ArrayList<>();
        CONTRACT.path("paths").properties().forEach(path -> {
            if (path.getValue().has(method)) {
                paths.add(path.getKey());
            }
        });
        return paths;
    }

    /** The query parameters of a GET that take any text. */
    private static List<String> filters(String path) {
        List<String> names = new ArrayList<>();
        for (JsonNode given : CONTRACT.at("/paths").path(path).path("get").path("parameters")) {
            JsonNode parameter =
                    given.has("$ref") ? CONTRACT.at(given.path("$ref").asText().substring(1)) : given;
            boolean text = parameter.at("/schema/type").asText().equals("string")
                    && !parameter.path("schema").has("enum");
            if (text && parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    private static String filled(String path, String device, String customer) {
        return path.replace("/customers/{id}", "/customers/" + customer).replaceAll("\\{\\w+}", device);
    }
}
