package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbcStreamCheckpointsTest {
    private static EmbeddedPostgres postgres;
    private static StreamCheckpoints checkpoints;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("hub")
                .locations("classpath:db/hub")
                .load()
                .migrate();
        checkpoints = new JdbcStreamCheckpoints(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
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
        JdbcStreamCheckpoints cut = new JdbcStreamCheckpoints(postgres.getDatabase("nobody", "missing_database"));

        assertThatThrownBy(() -> cut.save("frames", "hub", "shardId-000000000003", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frames/shardId-000000000003");
    }
}
