package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hub.console.live.LiveEvents;
import hub.message.Notice;
import hub.message.Severity;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One notice over each channel of a whole hub: real SMTP, real HTTP, a real database, stand-ins only at the far end. */
@Timeout(180)
@Tag("own-hub")
class NoticeJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "only-we-know";
    private static final Map<String, Received> RECEIVED = new ConcurrentHashMap<>();
    private static final ConcurrentLinkedQueue<String> PATHS = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger REFUSED = new AtomicInteger();

    private static GreenMail mail;
    private static HttpServer web;
    private static TestingHub hub;

    private record Received(Map<String, List<String>> headers, String body) {}

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", NoticeJourneyTest::answer);
        web.start();
        hub = TestingHub.start(
                data,
                TestingHub.Ports.free(),
                "--hub.notice.channels=mail,sms,voice,slack,webhook,sns,dashboard",
                "--hub.notice.group-wait=0s",
                "--hub.notice.critical-wait=0s",
                "--hub.notice.retry-first=1s",
                "--hub.notice.mail.port=" + mail.getSmtp().getPort(),
                "--hub.notice.mail.from=hub@example.com",
                "--hub.notice.sms.url=" + address("/sms"),
                "--hub.notice.sms.authorization=Bearer s-1",
                "--hub.notice.voice.url=" + address("/voice"),
                "--hub.notice.webhook.secret=" + SECRET,
                "--hub.notice.sns.default-credentials=false",
                "--hub.notice.sns.access-key=key",
                "--hub.notice.sns.secret-key=secret",
                "--hub.notice.sns.override-endpoint=true",
                "--hub.notice.sns.endpoint=" + address("/sns"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        web.stop(0);
        mail.stop();
    }

    @Test
    void oneNoticeReachesSomebodyOverEachChannel() throws Exception {
        Map<String, String> addresses = Map.of(
                "mail", "lee@example.com",
                "sms", "+821012345678",
                "voice", "+821012345678",
                "slack", address("/slack"),
                "webhook", address("/webhook"),
                "sns", "arn:aws:sns:ap-northeast-2:000000000000:alarms");
        String card = JSON.writeValueAsString(
                Map.of("name", "이서준", "language", "ko", "channels", List.of("dashboard"), "addresses", addresses));
        assertThat(hub.call("PUT", "/api/v1/contacts/user:seo", card).statusCode())
                .isEqualTo(200);
        List<String> channels = List.of("mail", "sms", "voice", "slack", "webhook", "sns", "dashboard");
        shown();

        tell(channels.stream().map(NoticeJourneyTest::notice).toList());
        tell(channels.stream().map(NoticeJourneyTest::notice).toList());

        for (String channel : channels) {
            await().alias(channel).atMost(ofSeconds(30)).untilAsserted(() -> {
                JsonNode notice = hub.get("/api/v1/notices/journey-" + channel);
                assertThat(notice.path("state").asText()).as(notice.toString()).isEqualTo("told");
                assertThat(notice.path("deliveries")).hasSize(1);
                assertThat(notice.path("deliveries").path(0).path("channel").asText())
                        .isEqualTo(channel);
            });
        }
        checkMail();
        checkRequests();
        checkSignature();
        assertThat(hub.get("/api/v1/notices/counts").path("states").path("told").asInt())
                .isGreaterThanOrEqualTo(channels.size());
        assertThat(shown()).contains("경보 발생: demo-1");
        assertThat(hub.call("POST", "/api/v1/notices/journey-mail/retry", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aProviderThatFailsIsTriedAgainAndAChannelThatIsMissingIsShown() throws Exception {
        String card = JSON.writeValueAsString(Map.of(
                "name",
                "Park",
                "language",
                "en",
                "channels",
                List.of("voice", "slack"),
                "addresses",
                Map.of("slack", address("/flaky"))));
        assertThat(hub.call("PUT", "/api/v1/contacts/user:park", card).statusCode())
                .isEqualTo(200);
        tell(List.of(new Notice(
                "flaky-1",
                "alarm-raised",
                "user:park",
                List.of(),
                "alarm-2",
                "demo-2",
                Severity.CRITICAL,
                Map.of("text", "<too> hot"),
                Instant.now())));

        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            JsonNode notice = hub.get("/api/v1/notices/flaky-1");
            assertThat(notice.path("state").asText()).as(notice.toString()).isEqualTo("told");
            assertThat(notice.path("deliveries").path(0).path("state").asText()).isEqualTo("unconfigured");
            assertThat(notice.path("deliveries").path(1).path("attempts").asInt())
                    .isGreaterThan(1);
        });
        assertThat(PATHS.stream().filter("/flaky"::equals)).hasSize(3);
        assertThat(RECEIVED.get("/flaky").body()).contains("&lt;too&gt; hot");
        assertThat(hub.get("/api/v1/notices?state=unconfigured").path("items").toString())
                .contains("flaky-1");
    }

    /** What the dashboard of an operator shows. */
    private static String shown() throws IOException {
        return JSON.writeValueAsString(
                hub.bean(LiveEvents.class).recent("notices", "", "", "operator", "OPERATOR", ""));
    }

    private static void checkMail() throws Exception {
        MimeMessage[] letters = mail.getReceivedMessages();
        assertThat(letters).hasSize(1);
        assertThat(letters[0].getSubject()).isEqualTo("[높음] 경보 발생: demo-1");
        assertThat(letters[0].getAllRecipients()[0]).hasToString("lee@example.com");
        assertThat(letters[0].getContent().toString()).contains("이서준님,", "온도가 80도를 넘었습니다", "2026-03-02 10:00:00 KST");
    }

    private static void checkRequests() throws Exception {
        JsonNode sms = JSON.readTree(RECEIVED.get("/sms").body());
        assertThat(sms.path("to").asText()).isEqualTo("+821012345678");
        assertThat(sms.path("text").asText()).contains("demo-1", "온도가 80도를 넘었습니다 \"확인\"");
        assertThat(RECEIVED.get("/sms").headers().get("Authorization")).containsExactly("Bearer s-1");
        assertThat(JSON.readTree(RECEIVED.get("/voice").body()).path("language").asText())
                .isEqualTo("ko");
        assertThat(JSON.readTree(RECEIVED.get("/slack").body()).path("text").asText())
                .contains("경보 발생");
        String sns = URLDecoder.decode(RECEIVED.get("/sns").body(), StandardCharsets.UTF_8);
        assertThat(sns).contains("Action=Publish", "arn:aws:sns:ap-northeast-2:000000000000:alarms", "온도가 80도를");
        for (String path : List.of("/sms", "/voice", "/slack", "/webhook", "/sns")) {
            assertThat(PATHS.stream().filter(path::equals)).as(path).hasSize(1);
        }
    }

    private static void checkSignature() throws Exception {
        Received call = RECEIVED.get("/webhook");
        String timestamp = call.headers().get("X-hub-timestamp").get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected =
                HexFormat.of().formatHex(mac.doFinal((timestamp + "." + call.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(call.headers().get("X-hub-signature")).containsExactly("v1=" + expected);
        assertThat(Long.parseLong(timestamp))
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
        assertThat(call.headers().get("Idempotency-key")).hasSize(1);
        assertThat(JSON.readTree(call.body()).path("device_id").asText()).isEqualTo("demo-1");
    }

    private static Notice notice(String channel) {
        return new Notice(
                "journey-" + channel,
                "alarm-raised",
                "user:seo",
                List.of(channel),
                "alarm-1",
                "demo-1",
                Severity.HIGH,
                Map.of("text", "온도가 80도를 넘었습니다 \"확인\"", "ruleId", "rule-" + channel, "at", "2026-03-02T01:00:00Z"),
                Instant.now());
    }

    private static void tell(List<Notice> notices) {
        hub.bean(CamelContext.class)
                .createFluentProducerTemplate()
                .to("direct:notify-people")
                .withBody(notices)
                .request();
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath().replaceFirst("(?<=.)/$", "");
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        path = body.contains("Action=Publish") ? "/sns" : path;
        RECEIVED.put(path, new Received(Map.copyOf(call.getRequestHeaders()), body));
        PATHS.add(path);
        boolean refused = path.equals("/flaky") && REFUSED.getAndIncrement() < 2;
        byte[] answer = (path.equals("/sns")
                        ? "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m-1"
                                + "</MessageId></PublishResult></PublishResponse>"
                        : "ok")
                .getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(refused ? 503 : 200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }
}
