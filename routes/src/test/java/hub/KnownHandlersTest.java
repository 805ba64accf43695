package hub;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HandlerConfiguration.KnownHandlers;
import hub.console.api.ContractFilter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerExecutionChain;

/** A handler is searched once for each operation, and again when a route opened or closed a door. */
class KnownHandlersTest {
    private final AtomicInteger searches = new AtomicInteger();
    private Object door = "the first door";

    private final KnownHandlers handlers = new KnownHandlers(request -> {
        searches.incrementAndGet();
        return door == null ? null : new HandlerExecutionChain(door);
    });

    @Test
    void searchesOncePerOperation() throws Exception {
        assertThat(handlers.getHandler(asking("serve-alarms")).getHandler()).isEqualTo("the first door");
        assertThat(handlers.getHandler(asking("serve-alarms")).getHandler()).isEqualTo("the first door");
        assertThat(searches).hasValue(1);
        handlers.getHandler(asking("serve-devices"));
        assertThat(searches).hasValue(2);
    }

    @Test
    void searchesAgainWhenADoorWasOpenedOrClosed() throws Exception {
        handlers.getHandler(asking("serve-alarms"));
        door = "the door of a reloaded route";
        handlers.registerHttpEndpoint(null);
        assertThat(handlers.getHandler(asking("serve-alarms")).getHandler()).isEqualTo("the door of a reloaded route");
        handlers.unregisterHttpEndpoint(null);
        handlers.getHandler(asking("serve-alarms"));
        assertThat(searches).hasValue(3);
    }

    @Test
    void doesNotKeepWhatAChangeOvertook() throws Exception {
        KnownHandlers[] slow = new KnownHandlers[1];
        slow[0] = new KnownHandlers(request -> {
            searches.incrementAndGet();
            slow[0].registerHttpEndpoint(null);
            return new HandlerExecutionChain("a door that is gone");
        });
        slow[0].getHandler(asking("serve-alarms"));
        slow[0].getHandler(asking("serve-alarms"));
        assertThat(searches).hasValue(2);
    }

    @Test
    void leavesOtherRequestsAndUnknownOperationsToTheOthers() throws Exception {
        assertThat(handlers.getHandler(new MockHttpServletRequest("GET", "/ingest")))
                .isNull();
        door = null;
        assertThat(handlers.getHandler(asking("serve-nothing"))).isNull();
        assertThat(handlers.getHandler(asking("serve-nothing"))).isNull();
        assertThat(searches).hasValue(2);
    }

    private static MockHttpServletRequest asking(String operation) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/things");
        request.setAttribute(ContractFilter.OPERATION, operation);
        return request;
    }
}
