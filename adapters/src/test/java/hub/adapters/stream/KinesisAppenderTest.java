package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.RawFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

class KinesisAppenderTest {
    private static final int DEVICES = 40;

    @Test
    void onlyRefusedRecordsAreRepeatedAndEachDeviceKeepsItsOrder() {
        FaultyKinesis kinesis = new FaultyKinesis(30);
        KinesisAppender appender = new KinesisAppender(kinesis, "stream", 60_000);

        for (int i = 0; i < 8; i++) {
            assertThat(append(appender, TestingFrames.frames(i * 200L, i * 200L + 200, DEVICES))
                            .firstFailure())
                    .isNull();
        }

        assertEachDeviceInOrder(unpack(kinesis), 1_600);
    }

    @Test
    void appendsOfOtherThreadsDoNotOvertakeTheSameDevice() {
        FaultyKinesis kinesis = new FaultyKinesis(30);
        KinesisAppender appender = new KinesisAppender(kinesis, "stream", 60_000);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            String device = "sender-" + sender;
            senders.add(CompletableFuture.runAsync(() -> {
                for (long sequence = 0; sequence < 20; sequence++) {
                    append(appender, List.of(TestingFrames.frame(device, sequence), TestingFrames.frame("noise", 0)));
                }
            }));
        }
        senders.forEach(CompletableFuture::join);

        List<RawFrame> stored = unpack(kinesis).stream()
                .filter(frame -> !frame.deviceId().equals("noise"))
                .toList();
        assertEachDeviceInOrder(stored, 80);
    }

    @Test
    void whatKinesisDoesNotTakeInTimeIsRefusedAndNothingBehindItIsSent() {
        FaultyKinesis kinesis = new FaultyKinesis(100);
        KinesisAppender appender = new KinesisAppender(kinesis, "stream", 100);
        KinesisAppend append = new KinesisAppend(TestingFrames.frames(0, 10, 5));
        List<SdkBytes> data =
                append.data().stream().map(SdkBytes::fromByteArray).toList();

        appender.append(append, data.subList(0, 3));
        appender.append(append, data.subList(3, 5));

        assertThat(append.accepted()).containsOnly(false);
        assertThat(append.firstFailure()).hasMessageContaining("Rate exceeded");
        assertThat(kinesis.stored()).isEmpty();
    }

    @Test
    void manyFramesOfOneDeviceThatExceedOneRecordStayInOrder() {
        FaultyKinesis kinesis = new FaultyKinesis(30);
        KinesisAppender appender = new KinesisAppender(kinesis, "stream", 60_000);

        append(appender, TestingFrames.frames(0, 25_000, 2));

        assertThat(kinesis.stored()).hasSizeGreaterThan(3);
        assertEachDeviceInOrder(unpack(kinesis), 25_000);
    }

    private static KinesisAppend append(KinesisAppender appender, List<RawFrame> frames) {
        KinesisAppend append = new KinesisAppend(frames);
        appender.append(
                append, append.data().stream().map(SdkBytes::fromByteArray).toList());
        return append;
    }

    private static List<RawFrame> unpack(FaultyKinesis kinesis) {
        BatchReader reader = new BatchReader(new EnvelopeReader(), "stream", 100);
        long sequence = 1;
        for (PutRecordsRequestEntry record : kinesis.stored()) {
            KinesisPack.unpack(
                    0,
                    Long.toString(sequence++),
                    record.partitionKey(),
                    record.data().asByteBuffer(),
                    reader);
        }
        assertThat(reader.batch().unreadable()).isEmpty();
        return reader.batch().frames();
    }

    private static void assertEachDeviceInOrder(List<RawFrame> stored, int expected) {
        assertThat(stored).hasSize(expected);
        Map<String, Long> last = new HashMap<>();
        for (RawFrame frame : stored) {
            long sequence = TestingFrames.sequence(frame);
            assertThat(sequence).isGreaterThan(last.getOrDefault(frame.deviceId(), -1L));
            last.put(frame.deviceId(), sequence);
        }
    }
}
