package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.TestingDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbcStreamCheckpointsTest {
    private static StreamCheckpoints checkpoints;

    @BeforeAll
    static void startDatabase() {
        checkpoints = new JdbcStreamCheckpoints(TestingDatabase.with("hub"));
    }

    @Test
    void theLastSavedNumberOfEachShardIsFoundAgain() {
        String first = "49590338271490256608559692538361571095921575989136588898";
        checkpoints.save("frames", "hub", "shardId-000000000000", "1");
        checkpoints.save("frames", "hub", "shardId-000000000000", first);
        checkpoints.save("frames", "hub", "shardId-000000000001", ShardReader.END);
        checkpoints.save("frames", "other-group", "shardId-000000000000", "7");

        assertThat(checkpoints.load("frames", "hub"))
                .containsOnly(
                        java.util.Map.entry("shardId-000000000000", first),
                        java.util.Map.entry("shardId-000000000001", ShardReader.END));
        assertThat(checkpoints.load("unknown", "hub")).isEmpty();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAnErrorThatNamesTheShard() {
        JdbcStreamCheckpoints cut = new JdbcStreamCheckpoints(TestingDatabase.missing());

        assertThatThrownBy(() -> cut.save("frames", "hub", "shardId-000000000003", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frames/shardId-000000000003");
    }
}
