package hub.adapters.stream;

import hub.message.RawFrame;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Lets an exchange go on only when all its frames are durable, without holding a thread meanwhile. */
final class StreamProducer extends DefaultAsyncProducer {
    private final StreamEndpoint endpoint;
    private StreamAppender appender;
    private AppendWatch watch;

    StreamProducer(StreamEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        List<RawFrame> frames;
        try {
            frames = frames(exchange);
        } catch (IllegalArgumentException unfit) {
            exchange.setException(unfit);
            callback.done(true);
            return true;
        }
        appender.append(frames, (accepted, failure) -> {
            if (watch != null) {
                watch.appended(frames, accepted);
            }
            exchange.getMessage().setHeader(StreamHeaders.ACCEPTED, accepted);
            if (failure != null) {
                exchange.setException(new StreamAppendException(accepted, failure));
            }
            callback.done(false);
        });
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        watch = endpoint.getCamelContext().getRegistry().findSingleByType(AppendWatch.class);
        appender = endpoint.openAppender();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (appender != null) {
            appender = null;
            endpoint.closeAppender();
        }
    }

    /**
     * The frames in the body.
     *
     * @throws IllegalArgumentException when the body is neither a List of RawFrame nor one RawFrame
     */
    @SuppressWarnings("unchecked")
    static List<RawFrame> frames(Exchange exchange) {
        Object body = exchange.getIn().getBody();
        if (body instanceof RawFrame frame) {
            return List.of(frame);
        }
        if (body instanceof List<?> list && (list.isEmpty() || list.get(0) instanceof RawFrame)) {
            return (List<RawFrame>) list;
        }
        throw new IllegalArgumentException("The stream takes a List of RawFrame or one RawFrame, not "
                + (body == null ? "an empty body" : body.getClass().getName()));
    }
}
