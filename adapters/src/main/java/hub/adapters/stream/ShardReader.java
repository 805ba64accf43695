package hub.adapters.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads one shard a batch at a time and goes on only when the batch is finished.
 *
 * <p>States: nothing pending; a batch offered or at work; a failed batch waiting to be offered again.
 */
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    /** The checkpoint of a shard that was closed and is read to its end. */
    static final String END = "SHARD_END";

    private final KinesisClient aws;
    private final KinesisSettings settings;
    private final StreamCheckpoints checkpoints;
    private final StreamMetrics metrics;
    private final String shard;
    private final int number;
    private final EnvelopeReader envelopes = new EnvelopeReader();

    private String finished;
    private boolean saved = true;
    private Optional<String> iterator = Optional.empty();
    private boolean lastRead;
    private Optional<Pending> pending = Optional.empty();

    private record Pending(FrameBatch batch, String sequence, int attempt, boolean atWork, Instant notBefore) {}

    /** @param finished the last finished sequence number, or empty to begin at the oldest record */
    ShardReader(
            KinesisClient aws,
            KinesisSettings settings,
            StreamCheckpoints checkpoints,
            StreamMetrics metrics,
            String shard,
            String finished) {
        this.aws = aws;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.shard = shard;
        this.number = Integer.parseInt(shard.substring(shard.lastIndexOf('-') + 1));
        this.finished = finished;
    }

    synchronized boolean hasEnded() {
        return finished.equals(END);
    }

    /**
     * Looks for work: reads when nothing is pending.
     *
     * @return the sequence number under which a batch can be taken, or empty
     */
    synchronized Optional<String> poll(int limit) {
        saveIfNeeded();
        if (pending.isEmpty() && !hasEnded()) {
            read(limit);
        }
        return pending.filter(batch -> !batch.atWork && !Instant.now().isBefore(batch.notBefore))
                .map(Pending::sequence);
    }

    /** Takes the offered batch; it is at work until {@link #succeeded()} or {@link #failed}. */
    synchronized FrameBatch take() {
        Pending offered = pending.orElseThrow(() -> new IllegalStateException("no batch of " + shard + " is pending"));
        pending =
                Optional.of(new Pending(offered.batch, offered.sequence, offered.attempt + 1, true, offered.notBefore));
        return offered.batch;
    }

    synchronized int attempt() {
        return pending.map(Pending::attempt).orElse(0);
    }

    synchronized void succeeded() {
        pending.ifPresent(batch -> finish(batch.sequence));
        pending = Optional.empty();
        endIfRead();
        saveIfNeeded();
    }

    synchronized void failed(String why) {
        metrics.retried();
        pending = pending.map(batch -> {
            long delay = BackOff.afterAttempt(batch.attempt);
            LOG.warn("A batch of {} of {} failed, again in {} ms: {}", batch.batch.size(), shard, delay, why);
            return new Pending(
                    batch.batch,
                    batch.sequence,
                    batch.attempt,
                    false,
                    Instant.now().plusMillis(delay));
        });
    }

    private void read(int limit) {
        try {
            String from = iterator.orElseGet(this::newIterator);
            GetRecordsResponse response =
                    aws.getRecords(get -> get.shardIterator(from).limit(limit));
            iterator = Optional.ofNullable(response.nextShardIterator());
            lastRead = iterator.isEmpty();
            if (response.millisBehindLatest() != null) {
                metrics.behind(number, response.millisBehindLatest());
            }
            keep(response.records());
        } catch (ExpiredIteratorException expired) {
            iterator = Optional.empty();
        } catch (ProvisionedThroughputExceededException busy) {
            LOG.debug("Shard {} is read too often: {}", shard, busy.getMessage());
        }
    }

    private void keep(List<Record> records) {
        if (records.isEmpty()) {
            endIfRead();
            return;
        }
        BatchReader reader = new BatchReader(envelopes, settings.stream(), records.size());
        for (Record one : records) {
            KinesisPack.unpack(
                    number, one.sequenceNumber(), one.partitionKey(), one.data().asByteBuffer(), reader);
        }
        String last = records.get(records.size() - 1).sequenceNumber();
        pending = Optional.of(new Pending(reader.batch(), last, 0, false, Instant.EPOCH));
    }

    private void endIfRead() {
        if (lastRead && pending.isEmpty() && !hasEnded()) {
            LOG.info("Shard {} of {} is closed and read to its end", shard, settings.stream());
            finish(END);
            saveIfNeeded();
        }
    }

    private void finish(String sequence) {
        finished = sequence;
        saved = false;
    }

    /** A checkpoint that cannot be kept is tried again at the next poll; until then a crash would repeat its batch. */
    private void saveIfNeeded() {
        if (saved) {
            return;
        }
        try {
            checkpoints.save(settings.stream(), settings.group(), shard, finished);
            saved = true;
        } catch (RuntimeException problem) {
            LOG.warn("The checkpoint of {} is not kept yet: {}", shard, problem.getMessage());
        }
    }

    private String newIterator() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(settings.stream()).shardId(shard);
        if (finished.isEmpty()) {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        } else {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(finished);
        }
        return aws.getShardIterator(request.build()).shardIterator();
    }
}
