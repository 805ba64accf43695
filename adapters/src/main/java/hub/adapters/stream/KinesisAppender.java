package hub.adapters.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts entries and repeats only those that failed, without ever letting the records of a device overtake each other.
 *
 * <p>Order is kept by two rules: a request holds at most one entry of a device, and while an entry of a device is on its way no other
 * thread sends for that device. Devices share a fixed number of locks, taken in their order.
 */
final class KinesisAppender {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisAppender.class);
    private static final int LOCKS = 512;
    private static final int REQUEST_RECORDS = 500;
    private static final int REQUEST_BYTES = 4 << 20;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2_000;

    private final KinesisClient aws;
    private final String stream;
    private final long timeoutMs;
    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    KinesisAppender(KinesisClient aws, String stream, long timeoutMs) {
        this.aws = aws;
        this.stream = stream;
        this.timeoutMs = timeoutMs;
    }

    /** Returns when every entry is durable or refused; the append knows which. */
    void append(KinesisAppend append, List<SdkBytes> data) {
        List<Waiting> waiting = new ArrayList<>();
        List<KinesisAppend.Entry> entries = append.next(data.size());
        for (int i = 0; i < data.size(); i++) {
            waiting.add(new Waiting(entries.get(i), data.get(i)));
        }
        if (append.isBroken()) {
            append.refuse(entries, append.firstFailure());
            return;
        }
        List<ReentrantLock> held = lock(entries);
        try {
            putAll(append, waiting);
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private void putAll(KinesisAppend append, List<Waiting> waiting) {
        long deadline = System.nanoTime() + timeoutMs * 1_000_000;
        long pause = FIRST_PAUSE_MS;
        while (!waiting.isEmpty()) {
            List<Waiting> request = nextRequest(waiting);
            Outcome outcome = put(request);
            waiting.removeAll(outcome.durable);
            if (outcome.durable.size() == request.size()) {
                pause = FIRST_PAUSE_MS;
            } else if (System.nanoTime() > deadline || !sleep(pause)) {
                append.giveUp(waiting.stream().map(Waiting::entry).toList(), outcome.failure);
                return;
            } else {
                pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            }
        }
    }

    private Outcome put(List<Waiting> request) {
        List<PutRecordsRequestEntry> records = request.stream()
                .map(one -> PutRecordsRequestEntry.builder()
                        .partitionKey(one.entry.device())
                        .data(one.data)
                        .build())
                .toList();
        try {
            PutRecordsResponse response =
                    aws.putRecords(put -> put.streamName(stream).records(records));
            return outcome(request, response.records());
        } catch (SdkException failure) {
            LOG.warn("Kinesis took none of {} records, again soon: {}", request.size(), failure.getMessage());
            return new Outcome(Set.of(), failure);
        }
    }

    private Outcome outcome(List<Waiting> request, List<PutRecordsResultEntry> results) {
        Set<Waiting> durable = new HashSet<>();
        Throwable failure = null;
        for (int i = 0; i < request.size(); i++) {
            PutRecordsResultEntry result = results.get(i);
            if (result.errorCode() == null) {
                durable.add(request.get(i));
            } else {
                failure = new IllegalStateException(result.errorCode() + ": " + result.errorMessage());
            }
        }
        if (failure != null) {
            LOG.debug("Kinesis took {} of {} records: {}", durable.size(), request.size(), failure.getMessage());
        }
        return new Outcome(durable, failure);
    }

    private static List<Waiting> nextRequest(List<Waiting> waiting) {
        List<Waiting> request = new ArrayList<>();
        Set<String> devices = new HashSet<>();
        int bytes = 0;
        for (Waiting one : waiting) {
            int size = one.data.asByteArrayUnsafe().length;
            if (request.size() == REQUEST_RECORDS || bytes + size > REQUEST_BYTES) {
                break;
            }
            if (devices.add(one.entry.device())) {
                request.add(one);
                bytes += size;
            }
        }
        return request;
    }

    private List<ReentrantLock> lock(Collection<KinesisAppend.Entry> entries) {
        Set<Integer> numbers = entries.stream()
                .map(entry -> Math.floorMod(entry.device().hashCode(), LOCKS))
                .collect(Collectors.toSet());
        List<ReentrantLock> held =
                numbers.stream().sorted().map(number -> locks[number]).toList();
        held.forEach(ReentrantLock::lock);
        return held;
    }

    private static boolean sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Compared by identity: two entries with the same bytes are still two. */
    private static final class Waiting {
        private final KinesisAppend.Entry entry;
        private final SdkBytes data;

        private Waiting(KinesisAppend.Entry entry, SdkBytes data) {
            this.entry = entry;
            this.data = data;
        }

        private KinesisAppend.Entry entry() {
            return entry;
        }
    }

    private record Outcome(Set<Waiting> durable, Throwable failure) {}
}
