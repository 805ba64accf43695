package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices at {@code /ingest}: a key with every request, for the own device only. */
class DeviceDoorTest {

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

    @ParameterizedTest
    @CsvSource({
        "key-d1, /ingest/prod/nohub/d1/periodic/telemetry/json, 200",
        "key-h1, /ingest/prod/h1/d1/periodic/telemetry/json, 200",
        "key-h1, /ingest/prod/h1/h1/periodic/telemetry/json, 200",
        "key-장치, /ingest/prod/nohub/%EC%9E%A5%EC%B9%98/periodic/telemetry/json, 401",
        "key-d2, /ingest/prod/nohub/d1/periodic/telemetry/json, 403",
        "stolen, /ingest/prod/nohub/d1/periodic/telemetry/json, 401",
        "'', /ingest/prod/nohub/d1/periodic/telemetry/json, 401",
        "key-d1, /ingest/prod/nohub/d1, 404",
        "key-d1, /ingest/prod/nohub/d1/periodic/telemetry/json/x, 404",
        "key-d2, /ingest/prod/nohub/d2/../d1/periodic/telemetry/json, 400",
        "key-d2, /ingest/prod/nohub/d1;x=/d2/periodic/telemetry/json, 400",
    })
    void aDeviceSpeaksForItselfAHubForItsChildren(String key, String path, int status) {
        String ascii = key.replaceAll("[^ -~]", "?");

        HttpResponse<String> answer = ascii.isEmpty()
                ? http.send("POST", path, "", "{}")
                : http.send("POST", path, "", "{}", "X-API-Key", ascii.equals(key) ? key : "unknown");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        if (status != 200) {
            assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("reached");
        }
    }

    @Test
    void aPersonsPasswordIsNoDeviceKey() {
        assertThat(http.send("POST", "/ingest/prod/nohub/d1/periodic/telemetry/json", "operator", "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aDeviceKeyOpensNothingElse() {
        assertThat(http.send("GET", "/api/v1/devices", "", "", "X-API-Key", "key-d1")
                        .statusCode())
                .isEqualTo(401);
    }
}
