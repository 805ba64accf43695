package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.recover.DeadLetterLog;
import hub.message.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** With logging.structured.format.console a dead letter's line is JSON and says which trace and device it was. */
class JsonLogTest {

    private static final String TRACE = "0123456789abcdef0123456789abcdef";

    /** The hub's logging in a process of its own, because a JVM has only one. */
    static final class OneLine {
        public static void main(String[] arguments) {
            SpringApplication program = new SpringApplication(OneLine.class);
            program.setWebApplicationType(WebApplicationType.NONE);
            try (ConfigurableApplicationContext started = program.run(arguments)) {
                new DeadLetterLog(Clock.systemUTC())
                        .write(List.of(new DeadLetter(
                                "3-17",
                                Instant.now(),
                                "standardize",
                                "checksum",
                                List.of("crc differs"),
                                "standardize-telemetry",
                                "dev-1",
                                "prod-a",
                                "",
                                1,
                                Map.of("traceId", TRACE),
                                new byte[0])));
            }
        }
    }

    @Test
    void aDeadLettersLineCarriesItsTrace() throws Exception {
        JsonNode line = new ObjectMapper().readTree(written("--logging.structured.format.console=ecs"));

        assertThat(line.path("message").asText()).contains("dead letter 3-17", "crc differs");
        assertThat(
                        line.findValue("trace.id") == null
                                ? line.at("/trace/id").asText()
                                : line.path("trace.id").asText())
                .isEqualTo(TRACE);
        assertThat(line.toString()).contains("dev-1", "checksum");
    }

    @Test
    void otherwiseItIsAPlainLine() throws Exception {
        assertThat(written("--any=thing")).contains("WARN", "dead letter 3-17: checksum in standardize-telemetry");
    }

    private static String written(String setting) throws Exception {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OneLine.class.getName(),
                        "--spring.main.banner-mode=off",
                        setting)
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.lines()
                .filter(each -> each.contains("dead letter"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
    }
}
