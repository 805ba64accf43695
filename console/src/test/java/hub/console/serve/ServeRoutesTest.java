package hub.console.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.console.Http;
import hub.console.TestingConsole;
import hub.message.AlarmAct;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The route files under routes/serve, bound to the contract by Camel, behind the guard, over real HTTP. */
class ServeRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Map<String, Object>> ALARMS = new ConcurrentHashMap<>();

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    @Configuration(proxyBeanMethods = false)
    static class Desks {

        @Bean
        InMemoryDesks.Devices deviceDesk() {
            return new InMemoryDesks.Devices();
        }

        @Bean
        InMemoryDesks.Presence devicePresence() {
            return new InMemoryDesks.Presence();
        }

        @Bean
        InMemoryDesks.DeadLetters deadLetterDesk() {
            return new InMemoryDesks.DeadLetters();
        }

        @Bean
        InMemoryDesks.Trial retryTrial() {
            return new InMemoryDesks.Trial();
        }

        @Bean
        InMemoryDesks.Hot hotStore() {
            return new InMemoryDesks.Hot();
        }

        @Bean
        InMemoryDesks.Patience alarmPatience() {
            return new InMemoryDesks.Patience();
        }

        @Bean
        InMemoryDesks.History telemetryHistory() {
            return new InMemoryDesks.History();
        }

        @Bean
        InMemoryDesks.Files productDesk() {
            return new InMemoryDesks.Files();
        }

        @Bean
        InMemoryDesks.Files ruleDesk() {
            return new InMemoryDesks.Files();
        }

        @Bean
        InMemoryDesks.Files routeDesk() {
            return new InMemoryDesks.Files();
        }

        @Bean
        RouteBuilder otherRooms() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:retry-dead-letters").setBody(constant(Map.of("dryRun", false)));
                    from("direct:find-in-hot-store")
                            .setProperty("question", body())
                            .process(exchange -> exchange.getMessage()
                                    .setBody(found(exchange.getMessage().getBody(InMemoryDesks.Question.class))));
                    from("direct:change-alarm")
                            .process(exchange ->
                                    exchange.getMessage().getBody(List.class).forEach(act -> change((AlarmAct) act)));
                    ServeFiles.others()
                            .forEach(operation -> from("direct:" + operation)
                                    .throwException(UnsupportedOperationException.class, "not in this test"));
                }
            };
        }

        private static void change(AlarmAct act) {
            Map<String, Object> alarm = ALARMS.get(act.alarmId());
            switch (act.kind()) {
                case ACKNOWLEDGE -> alarm.putAll(Map.of("acknowledged", true, "by", act.by()));
                case CLEAR -> alarm.putAll(Map.of("state", "cleared", "by", act.by(), "note", act.cause()));
                case SHELVE ->
                    alarm.put("shelvedUntil", act.until().orElseThrow().toString());
                default -> alarm.put("note", act.cause());
            }
            alarm.merge("history", List.of(act.cause()), (old, more) -> List.of(old, more));
        }

        private static List<Object> found(InMemoryDesks.Question question) {
            return switch (question.kind()) {
                case "alarms" -> List.copyOf(ALARMS.values());
                case "alarm" -> ALARMS.containsKey(question.id()) ? List.of(ALARMS.get(question.id())) : List.of();
                case "telemetry" -> List.of(Map.of("device_id", "own-1"));
                default -> List.of();
            };
        }

        private static Map<String, Object> alarm(String id, String deviceId, String state) {
            return new HashMap<>(Map.of(
                    "id", id, "device_id", deviceId, "state", state, "acknowledged", false, "history", List.of()));
        }
    }

    @BeforeAll
    static void start() {
        ALARMS.put("open", Desks.alarm("open", "own-1", "active"));
        ALARMS.put("over", Desks.alarm("over", "other-1", "cleared"));
        ALARMS.put("elsewhere", Desks.alarm("elsewhere", "other-1", "escalated"));
        console = TestingConsole.startWithRoutes(
                data,
                Desks.class,
                "hub.demo=true",
                "camel.main.routes-include-pattern=" + ServeFiles.pattern()
                        + ",file:${hub.home}/routes/serve/find-alarm.camel.yaml,"
                        + "file:${hub.home}/routes/recover/pass-on.camel.yaml");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void aListIsAPageWithADefaultLimit() throws Exception {
        HttpResponse<String> answer = http.get("/api/v1/devices", "operator");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode page = JSON.readTree(answer.body());
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.path("next").asText()).isEqualTo("limit-100");
        assertThat(JSON.readTree(http.get("/api/v1/devices?limit=1", "operator").body())
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void registeringAnswers201AndTwiceIsAConflict() {
        String body = "{\"device_id\":\"장치 1\",\"productId\":\"prod-a\"}".replace(" ", "-");
        HttpResponse<String> created = http.send("POST", "/api/v1/devices", "operator", body);
        HttpResponse<String> again = http.send("POST", "/api/v1/devices", "operator", body);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("장치-1");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(again.body()).contains("registered already").contains("\"status\":409");
        assertThat(http.get("/api/v1/devices/%EC%9E%A5%EC%B9%98-1", "operator").body())
                .contains("장치-1");
        assertThat(http.get("/api/v1/devices/a%20b%7Cc:d+e", "operator").body()).contains("'a b|c:d+e'");
    }

    @Test
    void removingAnswers204() {
        http.send("POST", "/api/v1/devices", "operator", "{\"device_id\":\"gone\",\"productId\":\"prod-a\"}");

        HttpResponse<String> removed = http.send("DELETE", "/api/v1/devices/gone", "operator", "");

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(http.get("/api/v1/devices/gone", "operator").statusCode()).isEqualTo(404);
    }

    @Test
    void whatDoesNotFitTheContractIsRefusedWithEveryProblem() throws Exception {
        HttpResponse<String> query = http.get("/api/v1/alarms?limit=0&severity=bad&foo=1&Hub-User=x", "operator");
        assertThat(query.statusCode()).isEqualTo(400);
        JsonNode problems = JSON.readTree(query.body()).path("problems");
        assertThat(problems.findValuesAsText("field"))
                .containsExactlyInAnyOrder("limit", "severity", "foo", "Hub-User");

        HttpResponse<String> body =
                http.send("POST", "/api/v1/devices", "operator", "{\"productId\":7,\"colour\":\"red\"}");
        assertThat(body.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(body.body()).path("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("device_id", "productId", "colour");

        HttpResponse<String> broken = http.send("POST", "/api/v1/devices", "operator", "{\"device_id\":");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("line 1");
        assertThat(http.send("POST", "/api/v1/devices", "operator", "").body()).contains("body is required");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        HttpResponse<String> answer =
                http.send("POST", "/api/v1/devices", "operator", "{\"x\":\"" + "y".repeat(1_100_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("1048576");
    }

    @Test
    void failuresAreToldWithoutInnerDetails() {
        HttpResponse<String> inner = http.get("/api/v1/dead-letters/x", "operator");
        assertThat(inner.statusCode()).isEqualTo(500);
        assertThat(inner.body()).doesNotContain("secret inner detail").contains("id ");

        HttpResponse<String> away = http.get("/api/v1/dead-letters", "operator");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(http.get("/api/v1/devices/own-1/latest", "operator").statusCode())
                .isEqualTo(404);
        assertThat(http.send("PUT", "/api/v1/dead-letters/d", "operator", "{\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theRouteKnowsTheCallerAndNobodyCanPretend() {
        HttpResponse<String> answer = http.send(
                "POST", "/api/v1/alarms/over/ack", "technician", "{\"comment\":\"seen\"}", "Hub-User", "operator");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"by\":\"technician\"", "\"note\":\"seen\"", "\"acknowledged\":true");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("hub-"));
    }

    @Test
    void acknowledgingTwiceChangesNothing() {
        HttpResponse<String> first = http.send("POST", "/api/v1/alarms/open/ack", "service", "");
        HttpResponse<String> second = http.send("POST", "/api/v1/alarms/open/ack", "operator", "");

        assertThat(first.body()).contains("\"by\":\"service\"").contains("\"acknowledged\":true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(http.send("POST", "/api/v1/alarms/none/ack", "operator", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAlarmIsClearedByHand() {
        HttpResponse<String> cleared =
                http.send("POST", "/api/v1/alarms/open/clear", "service", "{\"comment\":\"repaired\"}");

        assertThat(cleared.statusCode()).isEqualTo(200);
        assertThat(cleared.body()).contains("\"state\":\"cleared\"", "\"note\":\"repaired\"");
        assertThat(http.send("POST", "/api/v1/alarms/open/clear", "operator", "")
                        .body())
                .isEqualTo(cleared.body());
    }

    @Test
    void anAlarmIsCommentedAndShelvedForATimeThatCanBeRead() {
        assertThat(http.send("POST", "/api/v1/alarms/elsewhere/comment", "service", "{\"comment\":\"on it\"}")
                        .body())
                .contains("\"note\":\"on it\"");
        assertThat(http.send("POST", "/api/v1/alarms/elsewhere/comment", "service", "{}")
                        .statusCode())
                .isEqualTo(400);
        String soon = Instant.now().plusSeconds(60).toString();
        assertThat(http.send("POST", "/api/v1/alarms/elsewhere/shelve", "service", "{\"until\":\"" + soon + "\"}")
                        .body())
                .contains("shelvedUntil");
        assertThat(http.send(
                                "POST",
                                "/api/v1/alarms/elsewhere/shelve",
                                "service",
                                "{\"until\":\"2999-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCustomerSeesOnlyTheOwnDevices() throws Exception {
        assertThat(JSON.readTree(http.get("/api/v1/devices", "customer").body()).path("items"))
                .hasSize(1);
        assertThat(JSON.readTree(http.get("/api/v1/alarms", "customer").body()).path("items"))
                .hasSize(1);
        assertThat(http.get("/api/v1/devices/own-1/telemetry", "customer").statusCode())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/devices/other-1/telemetry", "customer").statusCode())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/alarms/over", "customer").statusCode()).isEqualTo(404);
        assertThat(http.get("/api/v1/alarms/over", "service").statusCode()).isEqualTo(200);
    }

    @Test
    void parametersReachTheRoute() {
        assertThat(http.get("/api/v1/devices/own-1/telemetry?from=2026-01-01T00:00:00Z&limit=7", "lab")
                        .body())
                .contains("own-1 2026-01-01T00:00:00Z null 7");
        assertThat(http.get("/api/v1/alarms?state=active&device=own-1&class=immediate", "lab")
                        .body())
                .contains("\"filter\":{\"state\":\"active\",\"class\":\"immediate\",\"device_id\":\"own-1\"}");
        assertThat(http.get("/api/v1/devices/own-1/telemetry?from=yesterday", "lab")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRetryCanBeTriedDry() {
        assertThat(http.send("POST", "/api/v1/dead-letters/d/retry?dryRun=true", "operator", "")
                        .body())
                .isEqualTo("{\"dryRun\":true}");
        assertThat(http.send("POST", "/api/v1/dead-letters/d/retry", "operator", "")
                        .body())
                .isEqualTo("{\"dryRun\":false}");
        assertThat(http.send("POST", "/api/v1/dead-letters/retry?reason=contract", "operator", "")
                        .body())
                .isEqualTo("{\"dryRun\":false}");
    }

    @Test
    void productsTablesAndFilesAreAnswered() {
        assertThat(http.get("/api/v1/products", "lab").body()).contains("prod-a");
        assertThat(http.get("/api/v1/products/prod-a", "lab").body()).contains("prod-a");
        assertThat(http.get("/api/v1/products/prod-a/versions", "lab").statusCode())
                .isEqualTo(200);
        assertThat(http.send("POST", "/api/v1/products/prod-a/try", "lab", "{\"hex\":\"01 4E\"}")
                        .body())
                .contains("\"tried\":\"01 4E\"");
        HttpResponse<String> published = http.send("POST", "/api/v1/products", "operator", "{\"text\":\"id: prod-b\"}");
        assertThat(published.statusCode()).isEqualTo(201);
        assertThat(published.body()).contains("\"by\":\"operator\"");
        assertThat(http.get("/api/v1/rule-tables", "analyst").body()).contains("items");
        assertThat(http.get("/api/v1/rule-tables/problems", "analyst").body()).isEqualTo("{\"items\":[]}");
        assertThat(http.get("/api/v1/routes/problems", "operator").body()).isEqualTo("{\"items\":[]}");
    }
}
