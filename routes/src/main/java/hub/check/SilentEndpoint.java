package hub.check;

import java.util.Optional;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Takes the place of an endpoint whose options were already accepted, so that neither a port nor a connection is opened.
 */
final class SilentEndpoint extends DefaultEndpoint {

    /** Endpoints that open nothing and find more mistakes when they stay themselves. */
    private static final Set<String> HARMLESS = Set.of("bean", "class", "direct", "kamelet", "language", "ref");

    private final Endpoint real;

    private SilentEndpoint(Endpoint real) {
        super(real.getEndpointUri(), null);
        this.real = real;
        setCamelContext(real.getCamelContext());
    }

    /** The endpoint itself when it is harmless, else its silent twin. */
    static Endpoint inPlaceOf(String uri, Endpoint real) {
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        return HARMLESS.contains(scheme) ? real : new SilentEndpoint(real);
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                throw new IllegalStateException("a rehearsal sends nothing");
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor);
    }

    /** Whether the endpoint may stand in a {@code to}. */
    boolean canReceive() {
        return rules().map(rules -> !rules.consumerOnly()).orElse(true);
    }

    /** Whether the endpoint may stand in a {@code from}. */
    boolean canSend() {
        return rules().map(rules -> !rules.producerOnly()).orElse(true);
    }

    private Optional<UriEndpoint> rules() {
        for (Class<?> type = real.getClass(); type != null; type = type.getSuperclass()) {
            UriEndpoint found = type.getAnnotation(UriEndpoint.class);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isSingleton() {
        return real.isSingleton();
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }
}
