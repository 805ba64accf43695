package hub.adapters.stream;

import hub.message.RawFrame;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** The verbs that stand before and after {@code aws2-kinesis} in the kamelets of the binding kinesis, so that it carries batches safely. */
public final class KinesisStream implements AutoCloseable {
    private static final String APPEND = "HubKinesisAppend";
    private static final long APPEND_TIMEOUT_MS = 30_000;

    private final BatchKinesisClient client;
    private final ShardReaders shards;
    private final StreamMetrics metrics;

    private KinesisStream(BatchKinesisClient client, ShardReaders shards, StreamMetrics metrics) {
        this.client = client;
        this.shards = shards;
        this.metrics = metrics;
    }

    /** Prepares the client; the stream is first asked for when a route starts. */
    public static KinesisStream open(KinesisSettings settings, StreamCheckpoints checkpoints, MeterRegistry registry) {
        return over(awsClient(settings), settings, checkpoints, registry);
    }

    static KinesisStream over(
            KinesisClient aws, KinesisSettings settings, StreamCheckpoints checkpoints, MeterRegistry registry) {
        StreamMetrics metrics = new StreamMetrics(registry, settings.stream(), settings.group());
        ShardReaders shards = new ShardReaders(
                aws,
                settings,
                checkpoints,
                (shard, finished) -> new ShardReader(aws, settings, checkpoints, metrics, shard, finished));
        KinesisAppender appender = new KinesisAppender(aws, settings.stream(), APPEND_TIMEOUT_MS);
        return new KinesisStream(new BatchKinesisClient(aws, settings.stream(), appender, shards), shards, metrics);
    }

    /** The client for the option {@code amazonKinesisClient} of {@code aws2-kinesis}. */
    public KinesisClient client() {
        return client;
    }

    /** Before the sink: packs the body, a List of RawFrame or one RawFrame, into the records that {@code aws2-kinesis} is to put. */
    public void pack(Exchange exchange) {
        List<RawFrame> frames = StreamProducer.frames(exchange);
        KinesisAppend append = new KinesisAppend(frames);
        String ticket = UUID.randomUUID().toString();
        client.open(ticket, append);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                client.close(ticket);
            }
        });
        exchange.setProperty(APPEND, new Sent(append, ticket, System.nanoTime()));
        exchange.getMessage().setHeader(Kinesis2Constants.PARTITION_KEY, ticket);
        exchange.getMessage().setBody(append.data());
    }

    /**
     * After the sink: gives the body back and says which frames are durable.
     *
     * @throws StreamAppendException when some are not
     */
    public void settle(Exchange exchange) throws StreamAppendException {
        Sent sent = exchange.getProperty(APPEND, Sent.class);
        client.close(sent.ticket);
        exchange.removeProperty(APPEND);
        exchange.getMessage().removeHeader(Kinesis2Constants.PARTITION_KEY);
        exchange.getMessage().setBody(sent.append.frames());
        boolean[] accepted = sent.append.accepted();
        exchange.getMessage().setHeader(StreamHeaders.ACCEPTED, accepted);
        metrics.appended(accepted, System.nanoTime() - sent.begun);
        if (sent.append.firstFailure() != null) {
            throw new StreamAppendException(accepted, sent.append.firstFailure());
        }
    }

    /** After the source: replaces Camel's notice by the batch; its checkpoint moves when the exchange has succeeded. */
    public void take(Exchange exchange) {
        String shard = exchange.getMessage().getHeader(Kinesis2Constants.SHARD_ID, String.class);
        ShardReader reader = shards.reader(shard);
        FrameBatch batch = reader.take();
        long begun = System.nanoTime();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                if (done.isFailed() || done.isRollbackOnly()) {
                    reader.failed(String.valueOf(done.getException()));
                } else {
                    metrics.delivered(batch, System.nanoTime() - begun);
                    reader.succeeded();
                }
            }
        });
        exchange.getMessage().removeHeaders("CamelAwsKinesis*");
        exchange.getMessage().setHeader(StreamHeaders.ATTEMPT, reader.attempt());
        if (!batch.unreadable().isEmpty()) {
            exchange.getMessage().setHeader(StreamHeaders.UNREADABLE, batch.unreadable());
        }
        exchange.getMessage().setBody(batch.frames());
    }

    /** Closes the connections to AWS. */
    @Override
    public void close() {
        client.close();
    }

    private static KinesisClient awsClient(KinesisSettings settings) {
        KinesisClientBuilder builder = KinesisClient.builder().region(Region.of(settings.region()));
        if (!settings.endpoint().isEmpty()) {
            System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        if (!settings.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        return builder.build();
    }

    private record Sent(KinesisAppend append, String ticket, long begun) {}
}
