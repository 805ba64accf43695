package hub.adapters.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A Kinesis that refuses some records of a request and stores the others in any order, as the real one may. */
final class FaultyKinesis implements KinesisClient {
    private final Random random = new Random(7);
    private final List<PutRecordsRequestEntry> stored = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final int refusedPercent;

    FaultyKinesis(int refusedPercent) {
        this.refusedPercent = refusedPercent;
    }

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
        if (requests.incrementAndGet() % 10 == 0) {
            throw SdkClientException.create("connection reset");
        }
        List<PutRecordsResultEntry> results = new ArrayList<>();
        List<PutRecordsRequestEntry> taken = new ArrayList<>();
        synchronized (stored) {
            for (PutRecordsRequestEntry record : request.records()) {
                boolean refused = random.nextInt(100) < refusedPercent;
                results.add(result(refused));
                if (!refused) {
                    taken.add(random.nextInt(taken.size() + 1), record);
                }
            }
            stored.addAll(taken);
        }
        return PutRecordsResponse.builder()
                .failedRecordCount(request.records().size() - taken.size())
                .records(results)
                .build();
    }

    List<PutRecordsRequestEntry> stored() {
        synchronized (stored) {
            return List.copyOf(stored);
        }
    }

    @Override
    public String serviceName() {
        return "kinesis";
    }

    @Override
    public void close() {
        stored.clear();
    }

    private static PutRecordsResultEntry result(boolean refused) {
        return refused
                ? PutRecordsResultEntry.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .errorMessage("Rate exceeded for shard")
                        .build()
                : PutRecordsResultEntry.builder().sequenceNumber("1").build();
    }
}
