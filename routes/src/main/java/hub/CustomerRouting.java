package hub;

import hub.adapters.access.CustomerScope;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Tells the warm store which questions of the API a customer has asked, so that it shows only rows of his. */
final class CustomerRouting implements InterceptStrategy {

    private static final String SERVE = "serve";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        boolean speaksToStores = node instanceof BeanDefinition || node instanceof ToDefinition;
        RouteDefinition route =
                speaksToStores ? ProcessorDefinitionHelper.getRoute((ProcessorDefinition<?>) node) : null;
        return route != null && SERVE.equals(route.getGroup()) ? new Asked(target) : target;
    }

    private static final class Asked extends DelegateAsyncProcessor {

        private static final String ASKED_BY = "Hub-Asked-By";

        Asked(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class);
            String customer = exchange.getMessage().getHeader("Hub-Customer", "", String.class);
            if (method.equals("GET") && !customer.isEmpty()) {
                exchange.setProperty(ASKED_BY, customer);
            }
            String by = exchange.getProperty(ASKED_BY, String.class);
            if (by == null) {
                return super.process(exchange, callback);
            }
            try (CustomerScope scope = CustomerScope.of(by)) {
                return super.process(exchange, callback);
            }
        }
    }
}
