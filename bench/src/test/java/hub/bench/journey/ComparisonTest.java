package hub.bench.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path folder;

    @Test
    void measuresTheBarePipelineWithAndWithoutAnswers() throws Exception {
        Path result = folder.resolve("journey.md");
        Comparison comparison = new Comparison(folder, new Comparison.Size(1, 0.004, 1, 1, 20, 2));

        assertThat(comparison.run(List.of("bare", "bare-ack"), result)).isTrue();
        assertThat(Files.readString(result))
                .contains("| bare Netty + driver, no answers |")
                .contains("| bare Netty + driver, answers after insert, 5,000/s |")
                .contains("processors");
    }

    @Test
    void namesTheProgramsItKnows() {
        Comparison comparison = new Comparison(folder, new Comparison.Size(1, 1, 0, 0, 1, 1));

        assertThatThrownBy(() -> comparison.run(List.of("other"), folder.resolve("journey.md")))
                .hasMessageContaining("bare-ack, hub,")
                .hasMessageContaining("not other");
    }
}
