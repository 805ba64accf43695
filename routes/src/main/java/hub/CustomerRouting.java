package hub;

import hub.adapters.access.CustomerScope;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Tells the warm store which questions of the API a customer has asked, so that it shows only rows of his. */
final class CustomerRouting extends ServedSteps {

    @Override
    Processor around(Processor step) {
        return new Asked(step);
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
