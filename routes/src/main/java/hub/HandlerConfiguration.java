package hub;

import hub.console.api.ContractFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpListener;
import org.apache.camel.component.platform.http.springboot.CamelRequestHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Which handler serves which operation of the API, found once and not for each request. */
@Configuration(proxyBeanMethods = false)
class HandlerConfiguration {

    @Bean
    KnownHandlers knownHandlers(CamelRequestHandlerMapping routes, CamelContext camel) {
        KnownHandlers known = new KnownHandlers(routes);
        camel.getComponent("platform-http", PlatformHttpComponent.class).addPlatformHttpListener(known);
        return known;
    }

    /**
     * Remembers which handler serves which operation of the API: Spring compares each request with all routes, twice where the answer comes
     * later, and that was two fifths of the work of a read. Forgotten whenever a route opens or closes a door.
     */
    static final class KnownHandlers implements HandlerMapping, Ordered, PlatformHttpListener {
        private static final int BEFORE_THE_ROUTES = -2;

        private final HandlerMapping routes;
        private final Map<String, HandlerExecutionChain> known = new HashMap<>();
        private int changes;

        /** @param routes finds a handler among all */
        KnownHandlers(HandlerMapping routes) {
            this.routes = routes;
        }

        @Override
        public int getOrder() {
            return BEFORE_THE_ROUTES;
        }

        @Override
        public HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
            if (!(request.getAttribute(ContractFilter.OPERATION) instanceof String operation)) {
                return null;
            }
            int before;
            HandlerExecutionChain found;
            synchronized (known) {
                before = changes;
                found = known.get(operation);
            }
            if (found == null) {
                found = routes.getHandler(request);
                remember(operation, found, before);
            }
            return found == null ? null : new HandlerExecutionChain(found.getHandler(), found.getInterceptors());
        }

        /** A search that a change overtook may have found the door of before. */
        private void remember(String operation, HandlerExecutionChain found, int before) {
            synchronized (known) {
                if (found != null && before == changes) {
                    known.put(operation, found);
                }
            }
        }

        @Override
        public void registerHttpEndpoint(HttpEndpointModel door) {
            forget();
        }

        @Override
        public void unregisterHttpEndpoint(HttpEndpointModel door) {
            forget();
        }

        private void forget() {
            synchronized (known) {
                changes++;
                known.clear();
            }
        }
    }
}
