package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs at set times is seen by staff, and an operator has it run. */
class ScheduleJourneyTest {
    private final TestingHub hub = TestingHub.shared();

    @Test
    void anOperatorHasAScheduleRunAndSeesWhatBecameOfIt() throws Exception {
        List<String> names = hub.get("/api/v1/schedules").path("items").findValuesAsText("name");
        assertThat(names).contains("forget-notices").isSorted();

        assertThat(hub.callAs("customer", "GET", "/api/v1/schedules", "").statusCode())
                .isEqualTo(403);
        assertThat(hub.callAs("lab", "POST", "/api/v1/schedules/forget-notices/run", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(hub.call("POST", "/api/v1/schedules/forget-notices/run", "").statusCode())
                .isEqualTo(202);
        await().atMost(ofSeconds(15))
                .until(() -> last().path("outcome").asText().equals("done"));
        assertThat(last().path("askedBy").asText()).isEqualTo("operator");

        assertThat(hub.call("POST", "/api/v1/schedules/no-such/run", "").statusCode())
                .isEqualTo(404);
        assertThat(hub.call("POST", "/api/v1/schedules/forget-notices/run", "{\"due\":\"tomorrow\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private JsonNode last() throws Exception {
        return hub.get("/api/v1/schedules/forget-notices").path("runs").path(0);
    }
}
