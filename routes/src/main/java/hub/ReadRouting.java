package hub;

import hub.adapters.reads.ReadCopies;
import hub.adapters.reads.ReadCopy;
import hub.adapters.reads.ReadScope;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Tells the stores which questions of the API only read: those of GET, asked by a route of {@code routes/serve}. Whoever sent
 * anything else reads from the stores themselves until their copies have what he wrote.
 */
final class ReadRouting extends ServedSteps {

    private final List<ReadCopy> copies;

    ReadRouting(List<ReadCopy> copies) {
        this.copies = copies;
    }

    @Override
    Processor around(Processor step) {
        return new Told(step);
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
