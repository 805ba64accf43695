package hub.adapters.stream;

import hub.adapters.ListeningPort;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One topic with its options; all producers of one address share one Kafka client, so that frames of all doors travel in common batches.
 *
 * <p>Nothing is opened before a route starts: loading a route for a rehearsal touches no network.
 */
public final class StreamEndpoint extends DefaultEndpoint {
    private static final int RESUME_THREADS = 4;
    private static final String EMBEDDED_INSTANCE = "hub";

    private final String topic;
    private String bootstrap = "";
    private int port = 19092;
    private String group = "hub";
    private String instance = "";
    private int consumers = 2;
    private int partitions = 8;
    private int linger = 10;
    private String compression = "none";
    private long buffer = 64L << 20;
    private int maxBlock = 5_000;
    private int deliveryTimeout = 60_000;
    private int maxBatch = 4_000;
    private int fetchWait = 30;
    private int commitInterval = 200;
    private FinishedPositions finishedBy;
    private String plain = "";

    private StreamAppender appender;
    private int appenderUsers;

    StreamEndpoint(String uri, StreamComponent component, String topic) {
        super(uri, component);
        this.topic = topic;
    }

    @Override
    public Producer createProducer() {
        return new StreamProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        StreamConsumer consumer = new StreamConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    StreamClientSettings settings() {
        boolean embedded = bootstrap.isEmpty();
        return new StreamClientSettings(
                topic,
                embedded ? ListeningPort.LOOPBACK + ":" + port : bootstrap,
                group,
                embedded && instance.isEmpty() ? EMBEDDED_INSTANCE : instance,
                linger,
                compression,
                buffer,
                maxBlock,
                deliveryTimeout,
                maxBatch,
                fetchWait);
    }

    synchronized StreamAppender openAppender() {
        if (appenderUsers == 0) {
            StreamTopic.ensure(settings(), partitions);
            ExecutorService resume = getCamelContext()
                    .getExecutorServiceManager()
                    .newFixedThreadPool(this, "hub-stream-appended", RESUME_THREADS);
            appender = StreamAppender.open(settings(), resume, StreamMetrics.of(getCamelContext(), topic, group));
        }
        appenderUsers++;
        return appender;
    }

    synchronized void closeAppender() {
        appenderUsers--;
        if (appenderUsers == 0) {
            appender.close();
            appender = null;
        }
    }

    int partitions() {
        return partitions;
    }

    int consumers() {
        return consumers;
    }

    FinishRule finish() {
        return new FinishRule(commitInterval, Optional.ofNullable(finishedBy));
    }

    /** A reader of its own for each thread. */
    RecordReader records() {
        return plain.isEmpty() ? new EnvelopeReader() : new PlainReader(topic, plain);
    }

    /** Kafka's address, {@code host:port}, several separated by commas; empty = the node inside the hub. */
    public void setBootstrap(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Port of the node inside the hub. */
    public void setPort(int port) {
        this.port = port;
    }

    /** The consumer group; members of a group share the partitions. */
    public void setGroup(String group) {
        this.group = group;
    }

    /** A name for this hub that no other hub of the group has: it gets its partitions back at once after a crash; empty = none. */
    public void setInstance(String instance) {
        this.instance = instance;
    }

    /** How many threads read, each with its share of the partitions. */
    public void setConsumers(int consumers) {
        this.consumers = consumers;
    }

    /** Partitions of a topic that is created; a topic that exists keeps its own. */
    public void setPartitions(int partitions) {
        this.partitions = partitions;
    }

    /** Milliseconds a frame may wait for company before it is sent. */
    public void setLinger(int linger) {
        this.linger = linger;
    }

    /** {@code none}, {@code lz4}, {@code zstd}, {@code gzip} or {@code snappy}. */
    public void setCompression(String compression) {
        this.compression = compression;
    }

    /** Bytes that may wait for Kafka before senders are held back. */
    public void setBuffer(long buffer) {
        this.buffer = buffer;
    }

    /** Milliseconds a sender is held back before its frames are refused. */
    public void setMaxBlock(int maxBlock) {
        this.maxBlock = maxBlock;
    }

    /** Milliseconds an append is tried before its frames are refused. */
    public void setDeliveryTimeout(int deliveryTimeout) {
        this.deliveryTimeout = deliveryTimeout;
    }

    /** The most records in one exchange. */
    public void setMaxBatch(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    /** Milliseconds Kafka may hold a fetch back to fill it. */
    public void setFetchWait(int fetchWait) {
        this.fetchWait = fetchWait;
    }

    /** Milliseconds between two commits of finished offsets; a crash repeats at most that much. */
    public void setCommitInterval(int commitInterval) {
        this.commitInterval = commitInterval;
    }

    /** Who says which records are finished, for a route that stores them after its exchange; none = the end of the exchange. */
    public void setFinishedBy(FinishedPositions finishedBy) {
        this.finishedBy = finishedBy;
    }

    /** The role of the messages of a topic that others fill with plain JSON; empty = the hub's own frames. */
    public void setPlain(String plain) {
        this.plain = plain;
    }
}
