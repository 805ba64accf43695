package hub.adapters.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The client that routes hand to {@code aws2-kinesis}, which by itself has one partition key for all records of an exchange, gives up when
 * one of them fails, makes an exchange of each record and goes on when an exchange fails.
 *
 * <p>Writing: the partition key Camel sends is a ticket; under it lies the {@link KinesisAppend} that knows each record's own key.
 * Reading: shard iterators are names of shards, and the one record a poll returns says only that a batch of that shard can be taken.
 * Requests for other streams pass through.
 */
final class BatchKinesisClient implements KinesisClient {
    private static final String ITERATOR = "hub/";

    private final KinesisClient aws;
    private final String stream;
    private final KinesisAppender appender;
    private final ShardReaders shards;
    private final Map<String, KinesisAppend> tickets = new ConcurrentHashMap<>();

    BatchKinesisClient(KinesisClient aws, String stream, KinesisAppender appender, ShardReaders shards) {
        this.aws = aws;
        this.stream = stream;
        this.appender = appender;
        this.shards = shards;
    }

    void open(String ticket, KinesisAppend append) {
        tickets.put(ticket, append);
    }

    void close(String ticket) {
        tickets.remove(ticket);
    }

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
        KinesisAppend append = tickets.get(request.records().get(0).partitionKey());
        if (append == null) {
            return aws.putRecords(request);
        }
        List<SdkBytes> data =
                request.records().stream().map(PutRecordsRequestEntry::data).toList();
        appender.append(append, data);
        PutRecordsResultEntry settled = PutRecordsResultEntry.builder().build();
        return PutRecordsResponse.builder()
                .failedRecordCount(0)
                .records(data.stream().map(one -> settled).toList())
                .build();
    }

    @Override
    public ListShardsResponse listShards(ListShardsRequest request) {
        if (!stream.equals(request.streamName())) {
            return aws.listShards(request);
        }
        return ListShardsResponse.builder().shards(shards.readable()).build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        if (!stream.equals(request.streamName())) {
            return aws.getShardIterator(request);
        }
        return GetShardIteratorResponse.builder()
                .shardIterator(ITERATOR + request.shardId())
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        if (!request.shardIterator().startsWith(ITERATOR)) {
            return aws.getRecords(request);
        }
        String shard = request.shardIterator().substring(ITERATOR.length());
        Optional<String> offered = shards.reader(shard).poll(request.limit());
        List<Record> notice = offered.map(sequence -> Record.builder()
                        .sequenceNumber(sequence)
                        .partitionKey(shard)
                        .data(SdkBytes.fromByteArrayUnsafe(new byte[0]))
                        .build())
                .map(List::of)
                .orElse(List.of());
        return GetRecordsResponse.builder()
                .nextShardIterator(request.shardIterator())
                .records(notice)
                .build();
    }

    @Override
    public PutRecordResponse putRecord(PutRecordRequest request) {
        return aws.putRecord(request);
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return aws.describeStream(request);
    }

    @Override
    public String serviceName() {
        return aws.serviceName();
    }

    @Override
    public void close() {
        aws.close();
    }
}
