package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person and a program that an identity provider knows, against an embedded provider. */
class IdentityTest {

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        Me me() {
            return new Me();
        }
    }

    @RestController
    static class Me {
        @GetMapping("/api/v1/me")
        String me(HttpServletRequest request) {
            return String.join(
                    " ",
                    request.getHeader("hub-user"),
                    request.getHeader("hub-roles"),
                    "[" + request.getHeader("hub-customer") + "]",
                    request.getHeader("hub-via"));
        }
    }

    @BeforeAll
    static void start() {
        PROVIDER.start();
        console = TestingConsole.startWith(
                data,
                Parts.class,
                "hub.demo=true",
                "hub.access.oidc.issuer=" + PROVIDER.issuerUrl("hub"),
                "hub.access.oidc.client-id=iotlink-hub",
                "hub.access.oidc.client-secret=a-secret",
                "hub.access.oidc.audience=iotlink-api",
                "hub.access.oidc.name-claim=preferred_username",
                "hub.access.oidc.roles-claim=realm_access.roles",
                "hub.access.oidc.roles=iot-admins=operator,owner=customer");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
        PROVIDER.shutdown();
    }

    @Test
    void aPersonSignsInByCodeWithProofAndOut() {
        Browser browser = new Browser("http://127.0.0.1:" + console.port());
        assertThat(browser.get("/login").body()).contains("href=\"/oauth2/authorization/oidc\"", "class=\"\"");
        HttpResponse<String> back =
                signIn(browser, Map.of("preferred_username", "kim", "realm_access", roles("iot-admins")));

        assertThat(location(back)).endsWith("/");
        assertThat(browser.get("/api/v1/me").body()).isEqualTo("oidc:kim OPERATOR [] session");
        assertThat(browser.get("/api/v1/users").statusCode()).isEqualTo(200);
        assertThat(browser.get("/login").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self' http://localhost"));

        HttpResponse<String> out = browser.post("/logout", "_csrf=" + Browser.encode(browser.token()));
        assertThat(location(out)).contains("/hub/endsession", "post_logout_redirect_uri", "id_token_hint");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(302);
    }

    @Test
    void aCustomerSeesOnlyHisOwnAndWhoHasNoRoleNothing() {
        Browser owner = new Browser("http://127.0.0.1:" + console.port());
        signIn(owner, Map.of("preferred_username", "lee", "realm_access", roles("owner"), "customer_id", "customer-1"));
        assertThat(owner.get("/api/v1/me").body()).isEqualTo("oidc:lee CUSTOMER [customer-1] session");
        assertThat(owner.get("/api/v1/devices/own-1").statusCode()).isEqualTo(200);
        assertThat(owner.get("/api/v1/devices/other-1").statusCode()).isEqualTo(404);

        Browser lost = new Browser("http://127.0.0.1:" + console.port());
        signIn(lost, Map.of("preferred_username", "nobody", "realm_access", roles("unknown-role")));
        assertThat(lost.get("/api/v1/me").statusCode()).isEqualTo(403);

        Browser unplaced = new Browser("http://127.0.0.1:" + console.port());
        signIn(unplaced, Map.of("preferred_username", "han", "realm_access", roles("owner")));
        assertThat(unplaced.get("/api/v1/devices/own-1").statusCode()).isEqualTo(404);
    }

    @Test
    void theProviderIsAskedWithAChallengeAndAState() {
        Browser browser = new Browser("http://127.0.0.1:" + console.port());
        assertThat(location(browser.get("/oauth2/authorization/oidc")))
                .contains("code_challenge=", "code_challenge_method=S256", "state=", "nonce=")
                .doesNotContain("a-secret");
        assertThat(location(browser.get("/login/oauth2/code/oidc?code=stolen&state=guessed")))
                .endsWith("/login?error");
    }

    @Test
    void aProgramsTokenOpensWhatItsRolesMay() {
        String token = token("hub", "iotlink-api", "iot-admins", 600);

        assertThat(ask(token).body()).isEqualTo("oidc:erp OPERATOR [] token");
        assertThat(ask(token).headers().allValues("Set-Cookie")).isEmpty();
        assertThat(http.send("GET", "/api/v1/users", "", "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.send("POST", "/api/v1/alarms/a/ack", "", "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatIsNotForUsOpensNothing() {
        String good = token("hub", "iotlink-api", "iot-admins", 600);
        String[] parts = good.split("\\.");
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(PROVIDER.issuerUrl("hub").toString())
                        .audience("iotlink-api")
                        .subject("erp")
                        .claim("realm_access", roles("iot-admins"))
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build())
                .serialize();
        for (String bad : List.of(
                token("hub", "another-api", "iot-admins", 600),
                token("elsewhere", "iotlink-api", "iot-admins", 600),
                token("hub", "iotlink-api", "iot-admins", -600),
                unsigned,
                parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "abcd",
                parts[0] + "." + parts[1] + ".",
                "nonsense")) {
            HttpResponse<String> answer = ask(bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(401);
            assertThat(answer.body()).contains("\"status\":401");
        }
        assertThat(ask(token("hub", "iotlink-api", "nothing", 600)).statusCode())
                .isEqualTo(403);
        assertThat(http.get("/api/v1/me", "operator").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn(Browser browser, Map<String, Object> claims) {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback("hub", "subject", "JWT", List.of("iotlink-hub"), claims, 600));
        String there = location(browser.get("/oauth2/authorization/oidc"));
        return browser.get(location(browser.get(there)));
    }

    private static HttpResponse<String> ask(String token) {
        return http.send("GET", "/api/v1/me", "", "", "Authorization", "Bearer " + token);
    }

    private static String token(String issuer, String audience, String role, int seconds) {
        Map<String, Object> claims = Map.of("preferred_username", "erp", "realm_access", roles(role));
        return PROVIDER.issueToken(issuer, "erp", audience, claims, seconds).serialize();
    }

    private static Map<String, Object> roles(String role) {
        return Map.of("roles", List.of(role));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }
}
