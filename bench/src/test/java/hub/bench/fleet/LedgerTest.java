package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final long TIME = 1_763_725_000_000L;

    @TempDir
    private Path folder;

    @Test
    void isReadBackInOrderAfterSeveralRuns() throws IOException {
        Path file = folder.resolve("made/ledger.txt");
        for (int run = 1; run >= 0; run--) {
            try (Ledger ledger = Ledger.appendingTo(file)) {
                ledger.add("sim-000001", TIME + run);
            }
        }

        assertThat(Ledger.read(file).byDevice().get("sim-000001")).containsExactly(TIME, TIME + 1);
    }

    @Test
    void leavesOutALineCutShort() throws IOException {
        Path file = folder.resolve("ledger.txt");
        try (Ledger ledger = Ledger.appendingTo(file)) {
            ledger.add("sim-000001", TIME);
        }
        Files.writeString(file, "sim-000001 17637", StandardOpenOption.APPEND);

        assertThat(Ledger.read(file).size()).isEqualTo(1);
    }
}
