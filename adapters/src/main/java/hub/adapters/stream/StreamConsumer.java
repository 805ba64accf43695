package hub.adapters.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Reads the topic with a few threads, each delivering one exchange for what a poll brought. */
final class StreamConsumer extends DefaultConsumer {
    private static final int STOP_TIMEOUT_SECONDS = 60;

    private final StreamEndpoint endpoint;
    private final List<StreamReader> readers = new ArrayList<>();
    private ExecutorService threads;

    StreamConsumer(StreamEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        StreamClientSettings settings = endpoint.settings();
        StreamTopic.ensure(settings, endpoint.partitions());
        StreamMetrics metrics = StreamMetrics.of(endpoint.getCamelContext(), settings.topic(), settings.group());
        BatchDelivery delivery = new BatchDelivery(this, metrics);
        List<PartitionOwner> owners = owners(settings.group());
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "hub-stream", endpoint.consumers());
        for (int number = 0; number < endpoint.consumers(); number++) {
            StreamReader reader = new StreamReader(
                    settings, number, endpoint.finish(), delivery, owners, metrics, endpoint.records());
            readers.add(reader);
            threads.execute(reader);
        }
    }

    private List<PartitionOwner> owners(String group) {
        return endpoint.getCamelContext().getRegistry().findByType(PartitionOwner.class).stream()
                .filter(owner -> owner.follows(group))
                .toList();
    }

    /** Lets the exchanges at work finish, commits them and leaves. */
    @Override
    protected void doStop() throws Exception {
        readers.forEach(StreamReader::stop);
        if (threads != null) {
            threads.shutdown();
            if (!threads.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            threads = null;
        }
        readers.clear();
        super.doStop();
    }
}
