package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import hub.console.BusyConfiguration.BusyAnswer;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A hub that cannot take one more request says so at once. */
class BusyAnswerTest {
    private final BusyAnswer busy = new BusyAnswer();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/alarms");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aFullQueueIsToldWithTheTimeToAskAgain() throws Exception {
        assertThat(busy.resolveException(request, response, null, new RejectedExecutionException("full")))
                .isNotNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("too many requests at once", "/api/v1/alarms");
    }

    @Test
    void otherProblemsAreForOthers() {
        assertThat(busy.resolveException(request, response, null, new IllegalStateException("else")))
                .isNull();
        assertThat(response.isCommitted()).isFalse();
    }
}
