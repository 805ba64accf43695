package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every role against every path, over real HTTP. */
class ConsoleAccessTest {

    private static final String ALL = "service lab customer operator analyst technician";
    private static final String STAFF = "service lab operator analyst";

    /** Written by hand, on purpose: who may call what, and a path that stands for the pattern. */
    private static final List<String> MATRIX = List.of(
            "GET / : " + ALL,
            "POST /logout : " + ALL,
            "PUT /api/v1/firmware/jobs/j-1 : operator",
            "DELETE /api/v1/firmware/jobs/j-1 : operator",
            "POST /api/v1/cold/query : lab",
            "GET /api/v1/cold/queries : lab operator",
            "DELETE /api/v1/cold/queries/q-1 : lab operator",
            "GET /api/v1/cold/tables : lab operator",
            "GET /api/v1/schedules : " + STAFF,
            "GET /api/v1/schedules/s-1 : " + STAFF,
            "POST /api/v1/schedules/s-1/run : operator",
            "GET /api/v1/formulas : " + STAFF,
            "POST /api/v1/formulas : lab operator",
            "GET /api/v1/formulas/f-1 : " + STAFF,
            "DELETE /api/v1/formulas/f-1 : lab operator",
            "GET /api/v1/formulas/f-1/versions : " + STAFF,
            "POST /api/v1/formulas/f-1/try : lab operator",
            "POST /api/v1/formulas/f-1/publish : lab operator",
            "POST /api/v1/formulas/f-1/rollback : lab operator",
            "GET /api/v1/formulas/f-1/recompute : " + STAFF,
            "POST /api/v1/formulas/f-1/recompute : lab operator",
            "GET /api/v1/analysis/formulas/f-1/daily : service lab operator analyst customer",
            "GET /api/v1/analysis/products/prod-a/hourly : " + STAFF,
            "GET /api/v1/analysis/products/prod-a/daily : " + STAFF,
            "GET /api/v1/analysis/customers/c-1/daily : service lab operator analyst customer",
            "GET /api/v1/analysis/recomputations : lab operator",
            "POST /api/v1/analysis/recomputations : lab operator",
            "GET /api/v1/analysis/recomputations/r-1 : lab operator",
            "GET /icon.svg : " + ALL,
            "GET /assets/index.js : " + ALL,
            "GET /service/kpi : service",
            "GET /lab/explorer : lab",
            "GET /customer/overview : customer",
            "GET /operator/devices : operator",
            "GET /analyst/tables : analyst",
            "GET /technician/today : technician",
            "GET /api/v1/me : " + ALL,
            "PUT /api/v1/me/password : " + ALL,
            "GET /api/v1/users : operator",
            "POST /api/v1/users : operator",
            "GET /api/v1/users/kim : operator",
            "PUT /api/v1/users/kim : operator",
            "DELETE /api/v1/users/kim : operator",
            "POST /api/v1/users/kim/password : operator",
            "GET /api/v1/api-keys : operator",
            "POST /api/v1/api-keys : operator",
            "GET /api/v1/api-keys/k1 : operator",
            "DELETE /api/v1/api-keys/k1 : operator",
            "POST /api/v1/api-keys/k1/rotate : operator",
            "GET /api/v1/audit : operator",
            "GET /api/v1/audit/1 : operator",
            "GET /api/v1/openapi.yaml : " + ALL,
            "GET /api/v1/docs/ : " + ALL,
            "GET /api/v1/docs/swagger-ui.css : " + ALL,
            "GET /api/v1/devices : " + ALL,
            "POST /api/v1/devices : operator",
            "GET /api/v1/devices/own-1 : " + ALL,
            "PUT /api/v1/devices/own-1 : operator",
            "DELETE /api/v1/devices/own-1 : operator",
            "DELETE /api/v1/devices/own-1/claim : operator",
            "GET /api/v1/devices/own-1/telemetry : " + ALL,
            "GET /api/v1/products/prod-a/provisioning : operator",
            "PUT /api/v1/products/prod-a/provisioning : operator",
            "GET /api/v1/products/prod-a/claims : operator",
            "GET /api/v1/devices/own-1/series : " + ALL,
            "GET /api/v1/devices/own-1/latest : " + ALL,
            "GET /api/v1/devices/own-1/alarms : " + ALL,
            "GET /api/v1/devices/own-1/shadow : " + ALL,
            "GET /api/v1/devices/own-1/commands : " + ALL,
            "POST /api/v1/devices/own-1/commands : service operator",
            "GET /api/v1/customers : service lab customer operator analyst",
            "GET /api/v1/sites : service lab customer operator analyst",
            "GET /api/v1/sync : service operator analyst",
            "GET /api/v1/sync/drift : service operator analyst",
            "POST /api/v1/sync/drift : operator",
            "POST /api/v1/sync/snapshots : operator",
            "POST /api/v1/sync/changes : operator",
            "GET /api/v1/commands/c1 : " + ALL,
            "DELETE /api/v1/commands/c1 : service operator",
            "GET /api/v1/alarms : " + ALL,
            "GET /api/v1/alarms/a1 : " + ALL,
            "POST /api/v1/alarms/a1/ack : service operator technician",
            "POST /api/v1/alarms/a1/clear : service operator technician",
            "POST /api/v1/alarms/a1/comment : service operator technician",
            "POST /api/v1/alarms/a1/shelve : service operator",
            "GET /api/v1/alarms/a1/response : " + ALL,
            "POST /api/v1/alarms/a1/actions : service operator",
            "POST /api/v1/alarms/a1/approve : service operator",
            "POST /api/v1/alarms/a1/deny : service operator",
            "DELETE /api/v1/alarms/a1 : ",
            "GET /api/v1/response/statistics : " + STAFF,
            "GET /api/v1/response/switches : " + STAFF,
            "PUT /api/v1/response/switches : operator",
            "GET /api/v1/notices : service operator",
            "GET /api/v1/notices/counts : service operator",
            "GET /api/v1/notices/n1 : service operator",
            "POST /api/v1/notices/n1/retry : service operator",
            "GET /api/v1/contacts : service operator",
            "GET /api/v1/contacts/user:lee : service operator",
            "PUT /api/v1/contacts/user:lee : service operator",
            "GET /api/v1/dispatch-orders : service operator technician customer",
            "POST /api/v1/dispatch-orders : service operator",
            "GET /api/v1/dispatch-orders/o1 : service operator technician customer",
            "DELETE /api/v1/dispatch-orders/o1 : service operator",
            "POST /api/v1/dispatch-orders/o1/accept : service operator technician",
            "GET /api/v1/technicians : service operator technician",
            "GET /api/v1/technicians/t1/schedule : service operator technician",
            "PUT /api/v1/technicians/t1/schedule : service",
            "GET /api/v1/resolution-codes : service operator technician",
            "GET /api/v1/reports/service : service operator analyst",
            "POST /api/v1/uploads : service operator technician",
            "GET /api/v1/uploads/u1 : service operator technician customer",
            "POST /api/v1/uploads/u1/complete : service operator technician",
            "GET /api/v1/history/alarms : " + ALL,
            "GET /api/v1/history/commands : " + ALL,
            "GET /api/v1/history/firmware : " + ALL,
            "GET /api/v1/ageing : operator lab",
            "GET /api/v1/legal-holds : operator",
            "POST /api/v1/legal-holds : operator",
            "DELETE /api/v1/legal-holds/h1 : operator",
            "GET /api/v1/deletions : operator",
            "POST /api/v1/deletions : operator",
            "GET /api/v1/deletions/d1 : operator",
            "GET /api/v1/dead-letters : operator",
            "POST /api/v1/dead-letters/retry : operator",
            "GET /api/v1/dead-letters/d1 : operator",
            "PUT /api/v1/dead-letters/d1 : operator",
            "POST /api/v1/dead-letters/d1/retry : operator",
            "GET /api/v1/products : " + STAFF,
            "POST /api/v1/products : operator",
            "GET /api/v1/products/prod-a : " + STAFF,
            "GET /api/v1/products/prod-a/versions : " + STAFF,
            "POST /api/v1/products/prod-a/try : " + STAFF,
            "GET /api/v1/rule-tables : " + STAFF,
            "GET /api/v1/rule-tables/problems : operator analyst",
            "GET /api/v1/rule-tables/t.drl.csv : " + STAFF,
            "GET /api/v1/rule-tables/t.drl.csv/versions : " + STAFF,
            "POST /api/v1/rule-tables/t.drl.csv/versions : operator analyst",
            "GET /api/v1/rule-tables/t.drl.csv/versions/1/diff/2 : " + STAFF,
            "POST /api/v1/rule-tables/t.drl.csv/try : operator analyst",
            "GET /api/v1/rule-tables/t.drl.csv/backtest : operator analyst",
            "POST /api/v1/rule-tables/t.drl.csv/backtest : operator analyst",
            "GET /api/v1/rule-tables/t.drl.csv/backtest/1 : operator analyst",
            "DELETE /api/v1/rule-tables/t.drl.csv/backtest/1 : operator analyst",
            "POST /api/v1/rule-tables/t.drl.csv/publish : operator analyst",
            "POST /api/v1/rule-tables/t.drl.csv/rollback : operator analyst",
            "POST /api/v1/rule-tables/t.drl.csv/withdraw : operator analyst",
            "GET /api/v1/routes/problems : operator",
            "GET /api/v1/routes/receive-tcp/versions : operator",
            "POST /api/v1/routes/receive-tcp/rollback : operator",
            "GET /api/v1/flow : operator",
            "GET /api/v1/systems : operator",
            "GET /api/v1/connections : operator",
            "DELETE /api/v1/connections/tcp/00000001 : operator",
            "GET /api/v1/dead-letters/groups : operator",
            "GET /api/v1/firmware/packages : " + STAFF,
            "POST /api/v1/firmware/packages : operator",
            "GET /api/v1/firmware/packages/p1 : " + STAFF,
            "DELETE /api/v1/firmware/packages/p1 : operator",
            "GET /api/v1/firmware/jobs : " + STAFF,
            "POST /api/v1/firmware/jobs : operator",
            "GET /api/v1/firmware/jobs/j1 : " + STAFF,
            "PUT /api/v1/firmware/jobs/j1 : operator",
            "DELETE /api/v1/firmware/jobs/j1 : operator",
            "GET /api/v1/firmware/jobs/j1/executions : " + STAFF,
            "POST /api/v1/firmware/jobs/j1/pause : operator",
            "POST /api/v1/firmware/jobs/j1/resume : operator",
            "POST /api/v1/firmware/jobs/j1/cancel : operator",
            "POST /api/v1/firmware/jobs/j1/approve : operator",
            "POST /api/v1/firmware/jobs/j1/deny : operator",
            "GET /api/v1/devices/own-1/firmware : " + ALL,
            "GET /api/v1/cold/state : lab operator",
            "GET /api/v1/raw-frames/0a1b : lab operator",
            "GET /api/v1/live : " + ALL,
            "GET /api/v1 : ",
            "GET /api/v1/unknown : ",
            "GET /api/v2/devices : ",
            "GET /hawtio : operator analyst",
            "GET /hawtio/ : operator analyst",
            "GET /hawtio/index.html : operator analyst",
            "GET /hub-plugin/remoteEntry.js : operator analyst",
            "GET /actuator : operator",
            "GET /actuator/ : operator",
            "GET /actuator/info : operator",
            "GET /actuator/env : operator",
            "GET /actuator/heapdump : operator",
            "GET /actuator/prometheus : operator",
            "GET /actuator/loggers : operator",
            "POST /actuator/loggers/hub : operator",
            "GET /actuator/health/camelHealth : operator",
            "GET /actuator/hawtio : operator analyst",
            "GET /actuator/hawtio/ : operator analyst",
            "GET /actuator/hawtio/index.html : operator analyst",
            "GET /actuator/hawtio/user : operator analyst",
            "GET /actuator/hawtio/plugin : operator analyst",
            "GET /actuator/hawtio/auth/login : operator analyst",
            "POST /actuator/hawtio/auth/login : operator",
            "GET /actuator/hawtio/auth/config : operator analyst",
            "GET /actuator/hawtio/proxy/http/127.0.0.1/80/ : operator analyst",
            "GET /actuator/hawtio/jolokia : operator analyst",
            "GET /actuator/hawtio/jolokia/version : operator analyst",
            "GET /actuator/hawtio/static/js/x.js : operator analyst",
            "GET /actuator/jolokia : operator analyst",
            "POST /actuator/jolokia : operator analyst",
            "GET /actuator/jolokia/ : operator analyst",
            "GET /actuator/jolokia/version : operator analyst",
            "GET /actuator/jolokia/list : operator analyst",
            "GET /actuator/jolokia/read/java.lang:type=Runtime/Name : operator analyst",
            "GET /actuator/jolokia/exec/java.lang:type=Memory/gc : operator analyst",
            "GET /things/own-1/shadow : service lab operator",
            "POST /things/own-1/shadow : operator",
            "DELETE /things/own-1/shadow : operator",
            "PUT /things/own-1/shadow : ",
            "GET /api/things/shadow/ListNamedShadowsForThing/own-1 : service lab operator",
            "GET /webjars/swagger-ui/index.html : ",
            "GET /index.html : ",
            "GET /error : ",
            "GET /unknown : ",
            "GET /logout : ");

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    @BeforeAll
    static void start() {
        console = TestingConsole.start(data, "hub.demo=true");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    static Stream<Arguments> rolesAndPaths() {
        return MATRIX.stream()
                .flatMap(line -> Stream.concat(Stream.of(""), roles())
                        .map(role -> Arguments.of(
                                line.split(" : ", 2)[0], role, allowed(line).contains(role))));
    }

    private static Stream<String> roles() {
        return Arrays.stream(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT));
    }

    private static Set<String> allowed(String line) {
        return Arrays.stream(line.split(" : ", 2)[1].split(" "))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("rolesAndPaths")
    void theMatrixIsEnforced(String request, String role, boolean allowed) {
        String[] parts = request.split(" ");
        HttpResponse<String> answer = http.send(parts[0], parts[1], role, "", "Accept", "application/json");

        if (role.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(parts[0].equals("GET") ? 401 : answer.statusCode());
            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(answer.body()).doesNotContain("reached");
        } else if (allowed) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
        } else {
            assertThat(answer.statusCode()).isIn(403, 404, 405);
            assertThat(answer.body()).doesNotContain("reached");
        }
    }

    @Test
    void everyRuleIsInTheMatrix() {
        assertThat(ConsoleSecurity.RULES.stream().filter(rule -> !rule.open()).filter(rule -> {
                    String path = rule.path().replaceAll("\\{\\w+}", "[^/ ]+").replace("/**", "(/.*)?");
                    String line = (rule.method().isEmpty() ? "\\w+" : rule.method()) + " " + path + " : .*";
                    return MATRIX.stream().noneMatch(each -> each.matches(line));
                }))
                .as("rules without a line in MATRIX")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/../jolokia/version",
                "/actuator/health/%2e%2e/jolokia/version",
                "/actuator/health/..%2fjolokia/version",
                "/actuator/health/..;/jolokia/version",
                "/actuator/health/;/../../jolokia/version",
                "/actuator//jolokia/version",
                "//actuator/jolokia/version",
                "/actuator/./jolokia/version",
                "/actuator/jolokia;x=y/version",
                "/actuator/%6aolokia/version",
                "/%61ctuator/jolokia/version",
                "/ACTUATOR/jolokia/version",
                "/actuator/jolokia%2fversion",
                "/actuator%2fjolokia/version",
                "/actuator/jolokia%00/version",
                "/actuator/jolokia%0a/version",
                "/actuator\\jolokia\\version",
                "/actuator/%252e%252e/jolokia/version",
                "/actuator/health;/jolokia/version",
                "/login/../actuator/jolokia/version",
                "/login;/../actuator/jolokia/version",
                "/api/v1/devices/../dead-letters",
                "/api/v1/devices/..%2fdead-letters",
                "/api/v1/devices/%2e%2e/dead-letters",
                "/api/v1/devices;x/../dead-letters",
                "/api/v1/docs/../dead-letters",
                "/api/v1//dead-letters",
                "/api/v1/dead-letters/",
                "/api/v1/dead-letters.json",
                "/api/v1/%64ead-letters",
                "/ingest/../api/v1/dead-letters",
                "/hawtio/../actuator/jolokia/version",
                "http://127.0.0.1/actuator/jolokia/version",
                "http://127.0.0.1/api/v1/dead-letters",
            })
    void aDisguisedPathOpensNothing(String target) {
        for (String user : List.of("", "customer")) {
            String answer = http.rawStatusLine("GET", target, user);

            assertThat(answer).matches("HTTP/1.1 (400|401|403|404|405).*").doesNotContain("reached");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "HEAD", "PATCH", "FOO", "get"})
    void anUnusualMethodOpensNothing(String method) {
        for (String path : List.of("/api/v1/dead-letters", "/actuator/jolokia/version", "/actuator/info")) {
            assertThat(http.rawStatusLine(method, path, "customer"))
                    .matches("HTTP/1.1 (400|401|403|404|405|501).*")
                    .doesNotContain("reached");
            assertThat(http.rawStatusLine(method, path, "")).matches("HTTP/1.1 (400|401|403|405|501).*");
        }
    }

    @Test
    void healthIsOpenWithoutDetails() {
        HttpResponse<String> health = http.get("/actuator/health", "");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("components");
        assertThat(http.get("/actuator/health", "customer").body()).doesNotContain("components");
        assertThat(http.get("/actuator/health", "operator").body()).contains("components");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(http.get("/api/v1/devices", "operator:wrong").statusCode()).isEqualTo(401);
        assertThat(http.get("/api/v1/devices", "nobody:demo").statusCode()).isEqualTo(401);
        assertThat(http.get("/actuator/health", "operator:wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void refusalsAreProblemDetails() {
        HttpResponse<String> anonymous = http.get("/api/v1/devices", "");
        assertThat(anonymous.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
        assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
        assertThat(anonymous.body()).contains("\"status\":401").contains("/login");

        assertThat(http.get("/api/v1/dead-letters", "lab").body()).contains("\"status\":403");
        assertThat(http.get("/api/v1/nothing", "lab").statusCode()).isEqualTo(404);
        HttpResponse<String> method = http.send("DELETE", "/api/v1/alarms", "lab", "");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("GET");
    }
}
