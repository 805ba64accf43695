package hub;

import hub.adapters.reads.ReadCopies;
import hub.adapters.reads.ReadCopy;
import hub.adapters.reads.ReadScope;
import java.util.List;
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

/**
 * Tells the stores which questions of the API only read: those of GET, asked by a route of {@code routes/serve}. Whoever sent
 * anything else reads from the stores themselves until their copies have what he wrote.
 */
final class ReadRouting implements InterceptStrategy {

    private static final String SERVE = "serve";

    private final List<ReadCopy> copies;

    ReadRouting(List<ReadCopy> copies) {
        this.copies = copies;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        boolean speaksToStores = node instanceof BeanDefinition || node instanceof ToDefinition;
        RouteDefinition route =
                speaksToStores ? ProcessorDefinitionHelper.getRoute((ProcessorDefinition<?>) node) : null;
        return route != null && SERVE.equals(route.getGroup()) ? new Told(target) : target;
    }

    private final class Told extends DelegateAsyncProcessor {

        Told(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String user = exchange.getMessage().getHeader("Hub-User", "", String.class);
            String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class);
            if (method.equals("GET")) {
                exchange.setProperty(ReadCopies.READER, user);
            }
            String reader = exchange.getProperty(ReadCopies.READER, String.class);
            if (reader == null) {
                return super.process(exchange, done -> {
                    copies.forEach(copy -> copy.wrote(user));
                    callback.done(done);
                });
            }
            try (ReadScope scope = ReadScope.of(reader)) {
                return super.process(exchange, callback);
            }
        }
    }
}
