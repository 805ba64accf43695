package hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HubCommandTest {

    private static final String HOME = System.getProperty("hub.home", "..");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyFileOfThisHubIsSound() {
        assertThat(run("check", "--home", HOME)).as("%s%s", out, err).isZero();
        assertThat(out.toString()).contains(": 0 problems");
    }

    @Test
    void aBrokenHomeIsToldByFileAndLine(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("routes/serve"));
        Files.writeString(home.resolve("routes/serve/greet.camel.yaml"), """
                - route:
                    id: greet
                    description: Greets
                    group: serve
                    errorHandler: {noErrorHandler: {}}
                    from:
                      uri: direct:greet
                      steps:
                        - bean: {ref: nobody, method: greet}
                        - to: {uri: direct:nowhere}
                """);

        assertThat(run("check", "--home", home.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("routes/serve/greet.camel.yaml:9: there is no bean 'nobody'")
                .contains("routes/serve/greet.camel.yaml:10: no route listens to direct:nowhere")
                .contains("1 routes")
                .contains("2 problems, 0 warnings");
    }

    @Test
    void aPayloadBecomesStandardTelemetry() {
        assertThat(run("try", "prod-a", "01 4E 02 03 E8", "--home", HOME))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("\"tempC\" : 78").contains("\"rpm\" : 1000");
    }

    @Test
    void aFileIsReadByItsEnding(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("one.json"), "{\"data\":{\"metrics\":{\"tempC\":26.3}}}");
        assertThat(run("try", "prod-a", file.toString(), "--home", HOME))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("\"tempC\" : 26.3");
    }

    @Test
    void aBadPayloadIsToldByField() {
        assertThat(run("try", "prod-a", "014E02", "--home", HOME)).isEqualTo(1);
        assertThat(err.toString()).contains("truncated-frame").contains("rpm at byte 3");
    }

    @Test
    void aWrongCallExitsWithTwo() {
        assertThat(run("try", "nothing-like-it", "00", "--home", HOME)).isEqualTo(2);
        assertThat(err.toString()).contains("known: ").contains("prod-a");
        assertThat(run()).isEqualTo(2);
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(run("check", "--help")).isZero();
    }

    private int run(String... arguments) {
        CommandLine command = HubCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
