package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a browser: sign in, stay, be protected from foreign pages, sign out. */
class SignInTest {

    @TempDir
    static Path data;

    private static TestingConsole console;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @BeforeAll
    static void start() {
        console = TestingConsole.start(data, "hub.demo=true");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void aPageLeadsToTheSignInPageAndBack() throws Exception {
        HttpResponse<String> page = get("/api/v1/docs/");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));

        assertThat(signIn("lab", "demo").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/api/v1/docs/"));
        assertThat(get("/api/v1/docs/").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theSignInPageSpeaksKoreanAndEnglish() throws Exception {
        assertThat(get("/login").body()).contains("로그인", "Sign in");
        assertThat(signIn("lab", "wrong").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
        assertThat(get("/login?error").body()).contains("맞지 않습니다");
    }

    @Test
    void theSessionCookieIsForThisSiteOnly() throws Exception {
        HttpResponse<String> answer = signIn("service", "demo");

        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Strict"));
        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .contains("JSESSIONID");
    }

    @Test
    void aSessionNeedsTheForgeryTokenToChangeAnything() throws Exception {
        signIn("service", "demo");
        get("/api/v1/alarms");

        HttpResponse<String> without = post("/api/v1/alarms/a/ack", "");
        HttpResponse<String> with = post("/api/v1/alarms/a/ack", "", "X-XSRF-TOKEN", token());

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("XSRF-TOKEN");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void aPasswordInTheHeaderDoesNotHelpAForeignPage() {
        Http http = new Http(console.port());

        assertThat(http.send("POST", "/api/v1/alarms/a/ack", "service", "").statusCode())
                .isEqualTo(200);
        assertThat(http.send("POST", "/api/v1/alarms/a/ack", "service", "", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.send("GET", "/api/v1/alarms", "", "", "Sec-Fetch-Site", "cross-site")
                        .headers()
                        .firstValue("WWW-Authenticate"))
                .isEmpty();
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        signIn("service", "demo");
        assertThat(get("/api/v1/alarms").statusCode()).isEqualTo(200);

        HttpResponse<String> out = post("/logout", "_csrf=" + URLEncoder.encode(token(), StandardCharsets.UTF_8));

        assertThat(out.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?logout"));
        assertThat(get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        Http http = new Http(console.port());
        for (int guess = 0; guess < 10; guess++) {
            assertThat(http.get("/api/v1/alarms", "analyst:guess" + guess).statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> late = http.get("/api/v1/alarms", "analyst:demo");

        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(http.get("/api/v1/alarms", "technician").statusCode()).isEqualTo(200);
        assertThat(signIn("analyst", "demo").statusCode()).isEqualTo(429);
    }

    @Test
    void aProgramGetsNoSession() {
        assertThat(new Http(console.port())
                        .get("/api/v1/alarms", "lab")
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void everyPageTellsTheBrowserWhatItMayDo() throws Exception {
        HttpResponse<String> page = get("/login");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void theApiIsDescribedWithoutTheInternet() throws Exception {
        signIn("customer", "demo");

        HttpResponse<String> page = get("/api/v1/docs/");
        assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(get("/api/v1/docs/swagger-ui-bundle.js").body()).hasSizeGreaterThan(1_000_000);
        assertThat(get("/api/v1/docs/swagger-ui.css").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/docs/start.js").body()).contains("../openapi.yaml");
        assertThat(get("/api/v1/docs/none.js").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/docs").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/api/v1/docs/"));
        HttpResponse<String> contract = get("/api/v1/openapi.yaml");
        assertThat(contract.body()).startsWith("openapi: 3.0");
        assertThat(contract.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        String form = get("/login").body();
        return post(
                "/login",
                "username=" + name + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(hidden(form), StandardCharsets.UTF_8));
    }

    private static String hidden(String page) {
        Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(request(path).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request =
                request(path).header("Accept", "text/html").POST(HttpRequest.BodyPublishers.ofString(form));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path));
    }
}
