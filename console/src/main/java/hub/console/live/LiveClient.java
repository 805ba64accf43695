package hub.console.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser that follows: a bounded queue, written without ever blocking the thread that fills it. */
final class LiveClient implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String id = "%06d".formatted(NUMBERS.incrementAndGet());
    private final Instant since = Instant.now();
    private final String address;
    private final AsyncContext line;
    private final ServletOutputStream out;
    private final LiveAudience audience;
    private final int capacity;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private boolean writable;
    private boolean flushed = true;
    private boolean closed;

    LiveClient(AsyncContext line, LiveAudience audience, int capacity) throws IOException {
        this.line = line;
        this.audience = audience;
        this.capacity = capacity;
        this.address = line.getRequest().getRemoteAddr();
        this.out = line.getResponse().getOutputStream();
    }

    /** Asks the container to say when the line takes something; to be called by the request's own thread. */
    void open() {
        line.addListener(this);
        out.setWriteListener(this);
    }

    LiveViewer viewer() {
        return new LiveViewer(id, audience.caller().name(), address, since, audience.topics());
    }

    LiveAudience audience() {
        return audience;
    }

    /** Queues a frame; a client whose queue is full is too slow and is dropped. */
    synchronized void offer(byte[] frame) {
        if (closed) {
            return;
        }
        if (queue.size() >= capacity) {
            LOG.info("{} follows too slowly and is dropped", audience.caller().name());
            close();
        } else {
            queue.add(frame);
        }
    }

    /** Writes as much as the line takes now; the container calls back when it takes more. */
    synchronized void pump() {
        try {
            while (writable && !closed && out.isReady()) {
                if (queue.isEmpty()) {
                    if (flushed) {
                        return;
                    }
                    flushed = true;
                    out.flush();
                } else {
                    flushed = false;
                    out.write(queue.poll());
                }
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("{} left: {}", audience.caller().name(), gone.toString());
            close();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        queue.clear();
        try {
            line.complete();
        } catch (IllegalStateException alreadyComplete) {
            LOG.debug("{} had left before", audience.caller().name());
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("{} left: {}", audience.caller().name(), failure.toString());
        close();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        closed = true;
        queue.clear();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        line.addListener(this);
    }
}
