package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.adapters.rules.RuleArrivals;
import hub.adapters.rules.RuleVersions;
import hub.desk.RuleShelf;
import hub.desk.RuleTableSync;
import hub.desk.SeenTables;
import hub.rules.DecisionBook;
import hub.rules.RuleBook;
import hub.rules.RuleFolder;
import hub.rules.RuleTable;
import hub.rules.TableGrid;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule analyst edits a table, is told what is wrong, tries it, looks into the past, puts it in force and takes it back. */
class RuleDeskJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "prod-b.alarm.drl.xlsx";
    private static final String PATH = "/api/v1/rule-tables/" + TABLE;
    private static final String ACTIONS = "/api/v1/rule-tables/action.drl.csv";
    private static final String DEVICE = "rule-desk-2"; // one of the twelve hundredths that a small share takes first

    private final TestingHub hub = TestingHub.shared();

    private static int first;

    @BeforeEach
    void theTableAsItCame() throws Exception {
        await().atMost(ofSeconds(15))
                .until(() ->
                        answered(200, analyst("GET", PATH, "")).path("base").isInt());
        first = first == 0 ? table().path("base").asInt() : first;
    }

    @AfterEach
    void goesBackToWhatItWas() throws Exception {
        if (table().path("base").asInt() != first) {
            answered(200, analyst("POST", PATH + "/rollback", "{\"version\":" + first + "}"));
        }
    }

    @Test
    void anEditIsLintedTriedComparedWithThePastPublishedAndTakenBack() throws Exception {
        device();
        assertThat(send(0.3)).isEqualTo(202);
        await().atMost(ofSeconds(20))
                .until(() -> hub.get("/api/v1/devices/" + DEVICE + "/telemetry")
                                .path("items")
                                .size()
                        > 0);
        JsonNode table = table();
        ArrayNode rows = rows(table);
        assertThat(analyst("GET", PATH, "").headers().firstValue("ETag"))
                .hasValue("\"" + table.path("base").asText() + "\"");
        JsonNode bad = answered(
                200, analyst("POST", PATH + "/try", with(rows, "O.5", null).toString()));
        assertThat(bad.path("problems").path(0).path("cell").asText())
                .isEqualTo("D" + (table.path("firstRow").asInt() + rows.size()));
        assertThat(analyst("POST", PATH + "/versions", with(rows, "O.5", null).toString())
                        .body())
                .contains("\"status\":400")
                .contains("alarms!D")
                .contains("'O.5' is not a number");
        int kept = versions().path("items").size();

        JsonNode tried = answered(
                200, analyst("POST", PATH + "/try", with(rows, "0.5", inputs()).toString()));
        assertThat(tried.path("green").asBoolean()).as(tried.toString()).isTrue();
        assertThat(tried.path("outcomes").path(0).path("came").path(0).asText()).isEqualTo("active desk-journey low");

        JsonNode draft = answered(
                201, analyst("POST", PATH + "/versions", with(rows, "0.5", null).toString()));
        int number = draft.path("number").asInt();
        assertThat(versions().path("items")).hasSize(kept + 1);
        JsonNode diff = answered(
                200, analyst("GET", PATH + "/versions/" + table.path("base").asInt() + "/diff/" + number, ""));
        assertThat(diff.path("added").path(0).path("name").asText()).isEqualTo("desk-journey");
        assertThat(diff.path("changed")).isEmpty();

        JsonNode backtest = answered(
                202,
                analyst("POST", PATH + "/backtest", "{\"version\":" + number + ",\"devices\":[\"" + DEVICE + "\"]}"));
        String own = PATH + "/backtest/" + backtest.path("id").asText();
        await().atMost(ofSeconds(30))
                .until(() -> hub.get(own).path("state").asText().equals("done"));
        JsonNode result = hub.get(own).path("result");
        assertThat(result.path("added").path(0).path("device_id").asText())
                .as(result.toString())
                .isEqualTo(DEVICE);
        assertThat(result.path("lost")).isEmpty();

        answered(200, analyst("POST", PATH + "/publish", "{\"version\":" + number + ",\"comment\":\"journey\"}"));
        await().atMost(ofSeconds(30))
                .until(() -> inForce().equals(draft.path("version").asText()));
        assertThat(send(0.2)).isEqualTo(202);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                alarm().path("explanation").path("version").asText())
                        .isEqualTo(draft.path("version").asText()));
        answered(200, analyst("POST", PATH + "/rollback", ""));
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(alarm().path("state").asText()).isEqualTo("cleared"));
        assertThat(versions().path("history").path(0).path("action").asText()).isEqualTo("rolled-back");
        assertThat(analyst("POST", PATH + "/publish", "{\"version\":" + number + "}")
                        .body())
                .contains("\"status\":409")
                .contains("roll back to it");
    }

    @Test
    void whoDraftsOnAnOldVersionIsToldAndAShareOfTheDevicesIsAsked() throws Exception {
        device();
        JsonNode table = table();
        ArrayNode rows = rows(table);
        int base = table.path("base").asInt();
        JsonNode one = answered(
                201,
                analyst(
                        "POST",
                        PATH + "/versions",
                        with(rows, "0.51", null).put("base", base).toString()));
        JsonNode other = answered(
                201,
                analyst(
                        "POST",
                        PATH + "/versions",
                        with(rows, "0.52", null).put("base", base).toString()));
        answered(
                200,
                analyst(
                        "POST",
                        PATH + "/publish",
                        "{\"version\":" + one.path("number").asInt() + ",\"share\":13}"));
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            send(0.3);
            assertThat(alarm().path("explanation").path("version").asText())
                    .isEqualTo(one.path("version").asText());
        });
        await().atMost(ofSeconds(20))
                .until(() -> inForce().equals(table.path("version").asText()));
        answered(
                200,
                analyst(
                        "POST",
                        PATH + "/publish",
                        "{\"version\":" + one.path("number").asInt() + "}"));
        for (String body : List.of(
                "{\"version\":" + other.path("number").asInt() + "}",
                "{\"version\":" + other.path("number").asInt() + ",\"share\":5}")) {
            assertThat(analyst("POST", PATH + "/publish", body).body())
                    .contains("\"status\":409")
                    .contains("drafted on version " + base);
        }
        assertThat(analyst(
                                "POST",
                                PATH + "/versions",
                                with(rows, "0.53", null).put("base", base).toString())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aVersionComesIntoForceAtItsTimeAndAnEditedFileIsAVersionToo() throws Exception {
        JsonNode table = answered(200, analyst("GET", ACTIONS, ""));
        int base = table.path("base").asInt();
        ArrayNode rows = rows(table);
        rows.forEach(row -> ((ArrayNode) row).set(8, "edited at the desk"));
        ObjectNode body = JSON.createObjectNode().put("base", base);
        body.set("rows", rows);
        JsonNode draft = answered(201, analyst("POST", ACTIONS + "/versions", body.toString()));
        int number = draft.path("number").asInt();
        assertThat(analyst("POST", ACTIONS + "/publish", "{\"version\":" + number + ",\"share\":10}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(analyst("POST", ACTIONS + "/backtest", "{\"version\":" + number + "}")
                        .body())
                .contains("only alarm tables can be backtested");
        answered(
                200,
                analyst(
                        "POST",
                        ACTIONS + "/publish",
                        "{\"version\":" + number + ",\"at\":\"" + Instant.now().plusSeconds(2) + "\"}"));
        await().atMost(ofSeconds(30))
                .until(() -> hub.get(ACTIONS)
                        .path("version")
                        .asText()
                        .equals(draft.path("version").asText()));

        Path file = hub.data().resolve("tables/action.drl.csv");
        await().atMost(ofSeconds(30)).until(() -> Files.readString(file).contains("edited at the desk"));
        String edited = Files.readString(file).replace("edited at the desk", "edited in the folder");
        Files.writeString(file, edited);
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            JsonNode newest = hub.get(ACTIONS + "/versions").path("items").path(0);
            assertThat(newest.path("origin").asText()).isEqualTo("file");
            assertThat(newest.path("state").asText()).isEqualTo("published");
        });
        answered(200, analyst("POST", ACTIONS + "/rollback", "{\"version\":" + base + "}"));
        await().atMost(ofSeconds(30)).until(() -> Files.readString(file).contains("Most hot controllers"));
        JsonNode history = hub.get(ACTIONS + "/versions").path("history");
        assertThat(history.findValuesAsText("action"))
                .startsWith("rolled-back", "published", "drafted", "published", "scheduled", "drafted");
    }

    @Test
    @Tag("long")
    void aHubWithAnotherFolderGetsWhatIsPublishedAndTellsWhatIsEditedThere(@TempDir Path home) throws Exception {
        Path tables = Files.createDirectory(home.resolve("tables"));
        Files.copy(hub.data().resolve("tables").resolve(TABLE), tables.resolve(TABLE));
        RuleBook book = new RuleBook();
        try (RuleFolder folder = new RuleFolder(tables, book)) {
            folder.load();
            DataSource database = hub.bean(DataSource.class);
            RuleShelf shelf = new RuleShelf(tables, book, new DecisionBook());
            RuleVersions kept = new RuleVersions(database, Clock.systemUTC());
            RuleTableSync other = new RuleTableSync(
                    shelf,
                    kept,
                    new RuleArrivals(database, Clock.systemUTC()),
                    new SeenTables(home.resolve("seen.properties")),
                    Clock.systemUTC());
            folder.start();
            other.work();
            JsonNode draft = answered(
                    201,
                    analyst(
                            "POST",
                            PATH + "/versions",
                            with(rows(table()), "0.54", null).toString()));
            answered(
                    200,
                    analyst(
                            "POST",
                            PATH + "/publish",
                            "{\"version\":" + draft.path("number").asInt() + "}"));
            other.work();
            String hash = draft.path("version").asText();
            assertThat(RuleTable.of(TABLE, Files.readAllBytes(tables.resolve(TABLE)))
                            .version())
                    .isEqualTo(hash);
            await().atMost(ofSeconds(20))
                    .until(() -> shelf.inForce(TABLE)
                            .filter(table -> table.version().equals(hash))
                            .isPresent());

            answered(200, analyst("POST", PATH + "/rollback", "{\"version\":" + first + "}"));
            other.work();
            await().atMost(ofSeconds(20)).until(() -> !inForce().equals(hash));
            RuleTable edited = TableGrid.of(shelf.current(TABLE))
                    .edited(List.of(List.of(
                            "only-one",
                            "pressure",
                            "",
                            "0.1",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "low")));
            Files.write(tables.resolve(TABLE), edited.content());
            await().atMost(ofSeconds(30)).until(() -> {
                other.work();
                return inForce().equals(edited.version());
            });
        }
    }

    @Test
    void aFileThatCannotBeTakenChangesNothing() throws Exception {
        int kept = versions().path("items").size();
        Map<String, String> refused = Map.of(
                "RuleTable broken\nNAME,CONDITION\n", "headings",
                "\u0000\u0001\u0002", "no cell beginning with RuleTable",
                "PK\u0003\u0004broken", "cannot be read");
        refused.forEach((content, word) -> {
            String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
            try {
                assertThat(analyst("POST", PATH + "/versions", "{\"content\":\"" + base64 + "\"}")
                                .body())
                        .contains("\"status\":400")
                        .contains(word);
            } catch (Exception problem) {
                throw new AssertionError(problem);
            }
        });
        assertThat(analyst("POST", "/api/v1/rule-tables/..%2Fx.drl.csv/versions", "{\"text\":\"x\"}")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(analyst("GET", "/api/v1/rule-tables/nothing.csv", "").statusCode())
                .isEqualTo(404);
        assertThat(versions().path("items")).hasSize(kept);
        for (String user : List.of("service", "lab", "customer", "technician")) {
            assertThat(hub.callAs(user, "POST", PATH + "/publish", "{\"version\":1}")
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    private void device() throws Exception {
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + DEVICE + "\",\"productId\":\"prod-b\"}");
        await().atMost(ofSeconds(10))
                .until(() -> hub.call("GET", "/api/v1/devices/" + DEVICE, "").statusCode() == 200);
    }

    private int send(double pressure) throws Exception {
        return hub.ingest(DEVICE, "json", "{\"data\":{\"metrics\":{\"pressure\":" + pressure + "}}}")
                .statusCode();
    }

    private JsonNode alarm() throws Exception {
        for (JsonNode alarm : hub.get("/api/v1/alarms?device=" + DEVICE).path("items")) {
            if (alarm.path("ruleId").asText().equals("desk-journey")) {
                return alarm;
            }
        }
        return JSON.createObjectNode();
    }

    private String inForce() throws Exception {
        for (JsonNode table : hub.get("/api/v1/rule-tables").path("items")) {
            if (table.path("name").asText().equals(TABLE)) {
                return table.path("version").asText();
            }
        }
        return "";
    }

    private JsonNode table() throws Exception {
        return answered(200, analyst("GET", PATH, ""));
    }

    private JsonNode versions() throws Exception {
        return answered(200, analyst("GET", PATH + "/versions", ""));
    }

    private static ArrayNode rows(JsonNode table) {
        ArrayNode rows = JSON.createArrayNode();
        table.path("rows").forEach(row -> rows.add(row.path("cells").deepCopy()));
        return rows;
    }

    /** The rows and one more that judges the pressure. */
    private static ObjectNode with(ArrayNode rows, String below, ArrayNode inputs) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode all = rows.deepCopy();
        ArrayNode added = all.addArray();
        for (int column = 0; column < rows.path(0).size(); column++) {
            added.add("");
        }
        added.set(0, "desk-journey");
        added.set(1, "pressure");
        added.set(3, below);
        added.set(22, "low");
        body.set("rows", all);
        if (inputs != null) {
            body.set("inputs", inputs);
        }
        return body;
    }

    private static ArrayNode inputs() {
        ArrayNode inputs = JSON.createArrayNode();
        inputs.addObject().put("at", 0).putObject("values").put("pressure", 0.3);
        return inputs;
    }

    private HttpResponse<String> analyst(String method, String path, String body) throws Exception {
        return hub.callAs("analyst", method, path, body);
    }

    private static JsonNode answered(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }
}
