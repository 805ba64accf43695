package hub.adapters.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading thread: polls, delivers, commits; a batch that fails is delivered again until it succeeds.
 *
 * <p>While it waits before a repetition it stays a member of the group: its partitions are paused and it keeps polling.
 */
final class StreamReader implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final long RESTART_DELAY_MS = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final StreamClientSettings settings;
    private final int number;
    private final FinishRule rule;
    private final BatchDelivery delivery;
    private final Collection<PartitionOwner> owners;
    private final StreamMetrics metrics;
    private final RecordReader envelopes;
    private volatile boolean running = true;
    private volatile Consumer<ByteBuffer, ByteBuffer> kafka;
    private FinishedOffsets finished;
    private Optional<PendingBatch> pending = Optional.empty();
    private boolean waiting;

    StreamReader(
            StreamClientSettings settings,
            int number,
            FinishRule rule,
            BatchDelivery delivery,
            Collection<PartitionOwner> owners,
            StreamMetrics metrics,
            RecordReader envelopes) {
        this.settings = settings;
        this.envelopes = envelopes;
        this.number = number;
        this.rule = rule;
        this.delivery = delivery;
        this.owners = owners;
        this.metrics = metrics;
    }

    /** Asks the thread to end after the exchange at work; returns at once. */
    void stop() {
        running = false;
        Consumer<ByteBuffer, ByteBuffer> open = kafka;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public void run() {
        while (running) {
            try {
                readUntilStopped();
            } catch (RuntimeException | Error problem) {
                LOG.error(
                        "Reader {} of {} starts again after: {}",
                        number,
                        settings.topic(),
                        problem.toString(),
                        problem);
                pauseThread(RESTART_DELAY_MS);
            }
        }
    }

    private void readUntilStopped() {
        pending = Optional.empty();
        Consumer<ByteBuffer, ByteBuffer> opened = new KafkaConsumer<>(settings.consumer(number));
        kafka = opened;
        finished = new FinishedOffsets(opened, rule.commitInterval());
        try {
            opened.subscribe(List.of(settings.topic()), this);
            while (running) {
                readOnce();
            }
            askWhatIsFinished();
            finished.commitNow();
        } finally {
            kafka = null;
            opened.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void readOnce() {
        try {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = kafka.poll(POLL);
            if (!records.isEmpty()) {
                deliver(new PendingBatch(records, envelopes, settings.topic()));
            }
            askWhatIsFinished();
            finished.commitWhenDue();
        } catch (WakeupException stop) {
            LOG.debug("Reader {} of {} stops", number, settings.topic());
        }
    }

    /** What another hub reads now is not ours to finish; while the reader closes, all that is finished has been asked for. */
    private void askWhatIsFinished() {
        Consumer<ByteBuffer, ByteBuffer> open = kafka;
        if (open != null) {
            rule.finishedBy()
                    .ifPresent(told -> finished.addLater(settings.topic(), open.assignment(), told.finished()));
        }
    }

    private void deliver(PendingBatch batch) {
        pending = Optional.of(batch);
        observeLag(batch);
        for (int attempt = 1; running && !batch.isEmpty(); attempt++) {
            Optional<Throwable> failure = delivery.deliver(batch.batch(), attempt);
            if (failure.isEmpty()) {
                if (rule.finishedBy().isEmpty()) {
                    finished.add(batch.ends());
                }
                pending = Optional.empty();
                observeLag(batch);
                return;
            }
            metrics.retried();
            long delay = BackOff.afterAttempt(attempt);
            report(failure.get(), batch, attempt, delay);
            waitAsMember(delay);
        }
        pending = Optional.empty();
    }

    private void waitAsMember(long milliseconds) {
        long until = System.nanoTime() + milliseconds * 1_000_000;
        waiting = true;
        kafka.pause(kafka.assignment());
        try {
            for (long left = milliseconds; running && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                giveBack(kafka.poll(Duration.ofMillis(Math.min(left, POLL.toMillis()))));
            }
            observeGrowth();
        } finally {
            waiting = false;
            kafka.resume(kafka.assignment());
        }
    }

    /** Records that came although all is paused are left for a later poll. */
    private void giveBack(ConsumerRecords<ByteBuffer, ByteBuffer> early) {
        for (TopicPartition partition : early.partitions()) {
            kafka.seek(partition, early.records(partition).get(0).offset());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (waiting) {
            kafka.pause(partitions);
        }
        Set<Integer> numbers = numbers(partitions);
        if (!numbers.isEmpty()) {
            owners.forEach(owner -> owner.taken(numbers));
        }
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        askWhatIsFinished();
        finished.commitNow();
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        finished.drop(partitions);
        pending.ifPresent(batch -> batch.drop(partitions));
        Set<Integer> numbers = numbers(partitions);
        if (!numbers.isEmpty()) {
            owners.forEach(owner -> owner.given(numbers));
        }
        partitions.forEach(partition -> metrics.lag(partition.partition(), 0));
    }

    private void observeLag(PendingBatch batch) {
        for (TopicPartition partition : batch.ends().keySet()) {
            long unread = kafka.currentLag(partition).orElse(0);
            metrics.lag(partition.partition(), unread + (pending.isPresent() ? batch.count(partition) : 0));
        }
    }

    /** Paused partitions are not fetched, so their ends have to be asked for: lag is of interest above all while nothing moves. */
    private void observeGrowth() {
        try {
            Map<TopicPartition, Long> ends = kafka.endOffsets(kafka.assignment(), END_TIMEOUT);
            pending.ifPresent(batch -> ends.forEach((partition, end) -> metrics.lag(
                    partition.partition(), end - kafka.position(partition, END_TIMEOUT) + batch.count(partition))));
        } catch (KafkaException silent) {
            LOG.debug("The ends of {} are not known: {}", settings.topic(), silent.getMessage());
        }
    }

    private void report(Throwable failure, PendingBatch batch, int attempt, long delay) {
        if (attempt == 1) {
            LOG.warn("A batch of {} failed, again in {} ms", batch.batch().size(), delay, failure);
        } else {
            LOG.warn(
                    "A batch of {} failed {} times, again in {} ms: {}",
                    batch.batch().size(),
                    attempt,
                    delay,
                    failure.toString());
        }
    }

    private void pauseThread(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
