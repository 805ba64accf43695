package hub.reload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * The {@code direct:} component, made safe for swapping the route behind it while many threads send.
 *
 * <p>Camel's own (4.17) lets a second thread use the stopped consumer while the first one waits for the new one, and
 * stops a route while a message is on its way in; either message fails. Here a producer counts itself in before it
 * makes sure the door is still open, and the swap closes the door before it waits for the last one to come out.
 */
@Component("direct")
final class PatientDirect extends DirectComponent {

    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DirectEndpoint endpoint = new PatientEndpoint(uri, this);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /**
     * Lets nobody in any more and waits until everybody is out.
     *
     * @param millis how long to wait at most
     * @return whether everybody came out
     */
    boolean close(DirectConsumer consumer, long millis) {
        consumer.suspend();
        long deadline = System.nanoTime() + millis * 1_000_000;
        AtomicInteger count = inside(key(consumer.getEndpoint().getEndpointUri()));
        while (count.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(500_000);
        }
        return count.get() == 0;
    }

    private AtomicInteger inside(String key) {
        return inside.computeIfAbsent(key, none -> new AtomicInteger());
    }

    private static String key(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    private DirectConsumer consumer(String key, boolean block, long timeout) throws InterruptedException {
        return getConsumer(key, block, timeout);
    }

    private static final class PatientEndpoint extends DirectEndpoint {

        private final PatientDirect component;

        PatientEndpoint(String uri, PatientDirect component) {
            super(uri, component);
            this.component = component;
        }

        @Override
        public Producer createProducer() {
            return new PatientProducer(this, component, key(getEndpointUri()));
        }
    }

    private static final class PatientProducer extends DefaultAsyncProducer {

        private final DirectEndpoint endpoint;
        private final PatientDirect component;
        private final String key;
        private final AtomicInteger inside;

        PatientProducer(DirectEndpoint endpoint, PatientDirect component, String key) {
            super(endpoint);
            this.endpoint = endpoint;
            this.component = component;
            this.key = key;
            this.inside = component.inside(key);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                DirectConsumer consumer = enter();
                if (consumer != null) {
                    return consumer.getAsyncProcessor().process(exchange, doneInSameThread -> {
                        inside.decrementAndGet();
                        callback.done(doneInSameThread);
                    });
                }
                if (endpoint.isFailIfNoConsumers()) {
                    exchange.setException(new DirectConsumerNotAvailableException(
                            "No consumers available on endpoint: " + endpoint, exchange));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                exchange.setException(interrupted);
            }
            callback.done(true);
            return true;
        }

        /** The consumer behind the door, with this message counted in; nothing when there is none in time. */
        private DirectConsumer enter() throws InterruptedException {
            for (; ; ) {
                DirectConsumer consumer = component.consumer(key, endpoint.isBlock(), endpoint.getTimeout());
                if (consumer == null) {
                    return null;
                }
                inside.incrementAndGet();
                if (component.consumer(key, false, 0) == consumer) {
                    return consumer;
                }
                inside.decrementAndGet();
            }
        }
    }
}
