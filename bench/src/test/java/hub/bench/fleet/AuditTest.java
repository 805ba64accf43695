package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditTest {
    @Test
    void isCleanWhenEveryPromiseIsStoredOnce() {
        Audit audit = Audit.of("d", numbers(1, 2, 3), numbers(1, 2, 3));

        assertThat(audit).isEqualTo(new Audit(3, 3, 0, 0, 0, ""));
        assertThat(audit.clean()).isTrue();
    }

    @Test
    void countsWhatIsMissingAnywhere() {
        Audit audit = Audit.of("d", numbers(1, 2, 3, 4), numbers(2, 3));

        assertThat(audit.lost()).isEqualTo(2);
        assertThat(audit.example()).isEqualTo("d at 1970-01-01T00:00:00.001Z lost");
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void countsEachExtraCopy() {
        assertThat(Audit.of("d", numbers(1, 2), numbers(1, 1, 1, 2)).duplicates())
                .isEqualTo(2);
    }

    @Test
    void keepsStoredReadingsWithoutAPromiseApart() {
        Audit audit = Audit.of("d", numbers(2), numbers(1, 2, 3));

        assertThat(audit.unpromised()).isEqualTo(2);
        assertThat(audit.clean()).isTrue();
    }

    private static long[] numbers(long... numbers) {
        return numbers;
    }
}
