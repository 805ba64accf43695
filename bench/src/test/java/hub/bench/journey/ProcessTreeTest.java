package hub.bench.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    @TempDir
    private Path folder;

    @Test
    void countsTheWorkOfAProgramAndOfItsChildrenApart() throws Exception {
        List<String> command = List.of("sh", "-c", "sh -c 'while :; do :; done' & sleep 60 & wait");
        try (ChildProgram program = ChildProgram.start(command, folder, Map.of(), folder.resolve("log"), false)) {
            ProcessTree tree = new ProcessTree(program.pid());

            Awaitility.await()
                    .untilAsserted(() -> assertThat(tree.childrenCpuSeconds())
                            .isGreaterThan(0.1)
                            .isGreaterThan(tree.ownCpuSeconds()));
            assertThat(tree.memoryMegabytes()).isBetween(0L, 100L);
        }
    }

    @Test
    void isZeroForAProgramThatHasEnded() throws Exception {
        ChildProgram program = ChildProgram.start(List.of("true"), folder, Map.of(), folder.resolve("log"), false);
        Awaitility.await().until(() -> !program.alive());

        assertThat(new ProcessTree(program.pid()).ownCpuSeconds()).isZero();
        program.close();
    }
}
