package hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetCommandTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    @Test
    void saysInOneLineThatNobodyListens() {
        assertThat(run("--to=tcp://127.0.0.1:1", "--devices=1")).isEqualTo(1);
        assertThat(lines()).containsExactly("hub send: cannot reach tcp://127.0.0.1:1: Connection refused");
    }

    @Test
    void saysWhichTargetsItKnows() {
        assertThat(run("--to=udp://127.0.0.1:1", "--devices=1")).isEqualTo(1);
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0)).contains("tcp:, mqtt:, http: or file:");
    }

    @Test
    void refusesUnknownOptionsAsWrongUse() {
        assertThat(run("--no-such-option")).isEqualTo(2);
    }

    private static int run(String... arguments) {
        return CommandLines.run(new FleetCommand(), arguments);
    }

    private List<String> lines() {
        return errors.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
