package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import hub.console.account.UserAccount;
import hub.console.api.ApiContract;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a scanner such as ZAP looks for, against one console over real HTTP. */
class SecurityChecksTest {

    private static final String PASSWORD = "correct horse battery";
    private static final ApiContract CONTRACT =
            ApiContract.read(Path.of(System.getProperty("hub.home", ".."), "yaml-dsl/contracts/hub-api.openapi.yaml"));

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    private final Browser browser = new Browser("http://127.0.0.1:" + console.port());

    @BeforeAll
    static void start() {
        account("kim", Set.of(Role.OPERATOR), false);
        account("locked", Set.of(Role.OPERATOR), true);
        console = TestingConsole.startWith(
                data,
                TestingAccess.class,
                "hub.demo=true",
                "hub.access.address-requests-per-minute=1000000",
                "hub.access.cors-origins=https://app.example",
                "server.tomcat.connection-timeout=2s");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static void account(String name, Set<Role> roles, boolean locked) {
        TestingAccess.ACCOUNTS.put(name, new UserAccount(name, "{noop}" + PASSWORD, roles, "", locked));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /login, ''",
        "GET, /, operator",
        "GET, /api/v1/alarms, operator",
        "GET, /api/v1/alarms, ''",
        "GET, /api/v1/none, operator",
        "GET, /api/v1/docs/, operator",
        "GET, /unknown, operator",
        "POST, /ingest/x, ''",
        "POST, /login, ''",
    })
    void everyAnswerTellsTheBrowserWhatItMayDo(String method, String path, String user) {
        HttpResponse<String> answer = http.send(method, path, user, "");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        if (!path.startsWith("/ingest")) {
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains(
                                    "default-src 'self'",
                                    "frame-ancestors 'none'",
                                    "object-src 'none'",
                                    "form-action 'self'")
                            .doesNotContain("unsafe-eval", "*"));
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .hasValue("same-origin");
        }
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void noAnswerShowsWhatTheHubIsMadeOf() {
        for (String path : List.of("/login?x=%ff", "/api/v1/alarms?limit=x", "/error", "/api/v1/alarms?cursor=%00")) {
            assertThat(http.get(path, "operator").body())
                    .doesNotContain("Exception", "org.springframework", "at hub.", "Tomcat");
        }
    }

    @Test
    void aSessionsIdChangesAtSignInAndDiesAtSignOut() {
        browser.get("/api/v1/docs/");
        String planted = browser.cookie("JSESSIONID").orElse("none");
        HttpResponse<String> in = browser.signIn("kim", PASSWORD);
        String fresh = browser.cookie("JSESSIONID").orElseThrow();

        assertThat(fresh).isNotEqualTo(planted);
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Strict", "Path=/"));
        assertThat(in.headers().firstValue("Location").orElse("")).doesNotContain("jsessionid");
        browser.post("/logout", "_csrf=" + Browser.encode(browser.token()));
        assertThat(http.send("GET", "/api/v1/alarms", "", "", "Cookie", "JSESSIONID=" + fresh)
                        .statusCode())
                .isEqualTo(401);
        assertThat(TestingAccess.AUDIT).extracting("action").contains("sign-in", "sign-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "role", "lock", "gone"})
    void aSessionEndsWhenItsAccountChanges(String what) {
        account("lee", Set.of(Role.OPERATOR), false);
        browser.signIn("lee", PASSWORD);
        assertThat(browser.get("/api/v1/alarms").statusCode()).isEqualTo(200);

        switch (what) {
            case "password" ->
                TestingAccess.ACCOUNTS.put(
                        "lee", new UserAccount("lee", "{noop}another password", Set.of(Role.OPERATOR), ""));
            case "role" -> account("lee", Set.of(Role.LAB), false);
            case "lock" -> account("lee", Set.of(Role.OPERATOR), true);
            default -> TestingAccess.ACCOUNTS.remove("lee");
        }

        assertThat(browser.get("/api/v1/alarms", "X-Requested-With", "x").statusCode())
                .isIn(302, 401);
    }

    @Test
    void aSessionEndsAfterItsLongestTimeHoweverBusy() {
        browser.signIn("kim", PASSWORD);
        TestingAccess.wait(Duration.ofHours(11));
        assertThat(browser.get("/api/v1/alarms").statusCode()).isEqualTo(200);
        TestingAccess.wait(Duration.ofMinutes(61));
        assertThat(browser.get("/api/v1/alarms").statusCode()).isEqualTo(302);
    }

    @Test
    void wrongNameWrongPasswordAndLockedLookTheSame() {
        HttpResponse<String> nobody = browser.signIn("nobody", "x");
        for (HttpResponse<String> other : List.of(
                browser.signIn("kim", "wrong"), browser.signIn("locked", PASSWORD), browser.signIn("locked", "x"))) {
            assertThat(other.statusCode()).isEqualTo(nobody.statusCode());
            assertThat(other.headers().firstValue("Location"))
                    .isEqualTo(nobody.headers().firstValue("Location"));
            assertThat(other.body()).isEqualTo(nobody.body());
        }
        assertThat(http.get("/api/v1/alarms", "nobody:x").body().replace("nobody", ""))
                .isEqualTo(http.get("/api/v1/alarms", "locked:" + PASSWORD).body());
    }

    @Test
    void unknownNamesAreGuessedAtTheSamePriceAsKnownOnes() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(http.get("/api/v1/alarms", "ghost:" + guess).statusCode())
                    .isEqualTo(401);
        }
        assertThat(http.get("/api/v1/alarms", "ghost:x").statusCode()).isEqualTo(429);
        assertThat(TestingAccess.AUDIT)
                .filteredOn(entry -> entry.action().equals("sign-in-blocked"))
                .extracting("who")
                .contains("unknown")
                .doesNotContain("ghost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"})
    void signInLeadsNowhereElse(String target) {
        for (String name : List.of("continue", "redirect", "next", "url", "returnTo")) {
            browser.get("/login?" + name + "=" + Browser.encode(target));
        }
        String form = "username=kim&password=" + Browser.encode(PASSWORD) + "&redirect=" + Browser.encode(target)
                + "&_csrf=" + Browser.encode(browser.token());
        assertThat(browser.post("/login", form).headers().firstValue("Location").orElse(""))
                .doesNotContain("evil", "javascript");
    }

    static Stream<String> queries() {
        return CONTRACT.operationPaths().values().stream()
                .filter(operation -> operation.startsWith("GET ") && !operation.endsWith("/live"))
                .map(operation -> operation.substring(4).replaceAll("\\{\\w+}", "1"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void whatNoFilterTakesIsRefusedBeforeARouteSeesIt(String path) {
        for (String query : List.of(
                "$where=1",
                "limit=1%27%20or%20%271%27=%271",
                "limit=-1",
                "cursor=a&cursor=b",
                "x[$ne]=1",
                "%24%7B7*7%7D=1")) {
            HttpResponse<String> answer = http.get(path + "?" + query, "operator");
            assertThat(answer.statusCode()).as(path + "?" + query).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("reached");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%5c..%5cwindows",
                "/api/v1/docs/../../users.yaml",
                "/api/v1/docs/%2e%2e%2fconsole.properties",
                "/operator/../../application.yaml",
                "/api/v1/uploads/..%2f..%2fetc",
                "/META-INF/screens/index.html",
                "/WEB-INF/web.xml",
                "/.git/config",
                "/users.yaml",
                "/metrics.key"
            })
    void noPathLeavesWhatIsShown(String target) {
        assertThat(http.rawStatusLine("GET", target, "operator"))
                .matches("HTTP/1.1 (400|403|404).*")
                .doesNotContain("reached");
    }

    @Test
    void oversizedRequestsAreRefused() {
        assertThat(http.send("POST", "/api/v1/devices", "operator", "x".repeat(1_100_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(http.get("/api/v1/alarms?device=" + "x".repeat(20_000), "operator")
                        .statusCode())
                .isIn(400, 414, 431);
        assertThat(http.rawStatusLine("GET", "/" + "x".repeat(100_000), "")).matches("HTTP/1.1 4\\d\\d.*");
    }

    @Test
    void whoSendsSlowlyIsLeftAlone() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", console.port())) {
            slow.setSoTimeout(15_000);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.ISO_8859_1));
            long begin = System.nanoTime();
            slow.getInputStream().readAllBytes();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/alarms, hubk_operator, 200",
        "POST, /api/v1/alarms/a/ack, hubk_operator, 200",
        "POST, /api/v1/alarms/a/ack, hubk_reads, 403",
        "GET, /api/v1/alarms, hubk_reads, 200",
        "GET, /api/v1/users, hubk_operator, 403",
        "POST, /api/v1/api-keys, hubk_operator, 403",
        "GET, /api/v1/dead-letters, hubk_customer, 403",
        "GET, /api/v1/devices/own-1, hubk_customer, 200",
        "GET, /api/v1/devices/other-1, hubk_customer, 404",
        "GET, /api/v1/alarms, hubk_wrong, 401",
        "GET, /actuator/jolokia/version, hubk_customer, 403",
        "POST, /ingest/prod/nohub/d1/periodic/telemetry/json, hubk_operator, 401",
        "GET, /things/d1/shadow, hubk_operator, 401",
    })
    void aKeyOpensWhatItsRoleMay(String method, String path, String key, int status) {
        for (String[] header :
                List.of(new String[] {"Authorization", "Bearer " + key}, new String[] {"X-API-Key", key})) {
            if (header[0].equals("Authorization") && path.startsWith("/things")) {
                continue;
            }
            HttpResponse<String> answer = http.send(method, path, "", "", header);
            assertThat(answer.statusCode()).as(header[0]).isEqualTo(status);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aKeyThatAsksTooOftenWaits() {
        for (int ask = 0; ask < 3; ask++) {
            assertThat(http.send("GET", "/api/v1/alarms", "", "", "Authorization", "Bearer hubk_slow")
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> late = http.send("GET", "/api/v1/alarms", "", "", "Authorization", "Bearer hubk_slow");
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(late.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
    }

    @Test
    void theFiguresHaveAKeyOfTheirOwnThatOpensNothingElse() throws IOException {
        Path file = data.resolve("metrics.key");
        String key = Files.readString(file).strip();

        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(http.send("GET", "/actuator/prometheus", "", "", "Authorization", "Bearer " + key)
                        .statusCode())
                .isNotIn(401, 403);
        for (String path : List.of("/actuator/jolokia/version", "/actuator", "/api/v1/alarms", "/api/v1/me", "/")) {
            assertThat(http.send("GET", path, "", "", "Authorization", "Bearer " + key)
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aForeignPageCannotUseAKeyEither() {
        assertThat(http.send(
                                "POST",
                                "/api/v1/alarms/a/ack",
                                "",
                                "",
                                "X-API-Key",
                                "hubk_operator",
                                "Origin",
                                "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyNamedPagesOfOtherOriginsMayAskAndOnlyWithAKey() {
        for (String origin :
                List.of("https://app.example", "https://evil.example", "null", "https://app.example.evil.example")) {
            boolean named = origin.equals("https://app.example");
            HttpResponse<String> first = http.send(
                    "OPTIONS",
                    "/api/v1/alarms/a/ack",
                    "",
                    "",
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "authorization");
            HttpResponse<String> byKey = http.send(
                    "POST", "/api/v1/alarms/a/ack", "", "", "Origin", origin, "Authorization", "Bearer hubk_operator");
            HttpResponse<String> byPassword =
                    http.send("POST", "/api/v1/alarms/a/ack", "kim:" + PASSWORD, "", "Origin", origin);

            assertThat(first.headers().firstValue("Access-Control-Allow-Origin").isPresent())
                    .as(origin)
                    .isEqualTo(named);
            assertThat(first.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(byKey.statusCode()).as(origin).isEqualTo(named ? 200 : 403);
            assertThat(byPassword.statusCode()).as(origin).isEqualTo(403);
        }
    }

    @Test
    void noLogCarriesASecret() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        root.addAppender(seen);
        List<Logger> loud = Stream.of("org.springframework.security", "org.springframework.web", "hub")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        loud.forEach(logger -> logger.setLevel(Level.DEBUG));
        try {
            browser.signIn("kim", PASSWORD);
            browser.signIn("kim", "a-wrong-secret");
            http.get("/api/v1/alarms", "kim:" + PASSWORD);
            http.send("GET", "/api/v1/alarms", "", "", "Authorization", "Bearer hubk_operator");
        } finally {
            loud.forEach(logger -> logger.setLevel(null));
            root.detachAppender(seen);
            root.setLevel(before);
        }
        assertThat(List.copyOf(seen.list)).isNotEmpty();
        assertThat(List.copyOf(seen.list).stream().map(event -> event.getFormattedMessage()))
                .noneMatch(text ->
                        text.contains(PASSWORD) || text.contains("a-wrong-secret") || text.contains("hubk_operator"));
    }
}
