package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final StreamPosition PLACE = new StreamPosition(3, "42");
    private final EnvelopeReader reader = new EnvelopeReader();
    private final Random random = new Random(20261121);

    @Test
    void everyFrameComesBackAsItWas() {
        for (int i = 0; i < 2_000; i++) {
            RawFrame frame = randomFrame();

            assertThat(roundTrip(frame)).usingRecursiveComparison().isEqualTo(frame.at(PLACE));
        }
    }

    @Test
    void anOrdinaryFrameHasTheDocumentedLayout() {
        RawFrame frame = new RawFrame(
                StreamPosition.NONE,
                "d1",
                "h",
                "prod-a",
                "mqtt",
                "t",
                "json",
                "control_result",
                0x0102030405060708L,
                "00112233445566778899aabbccddeeff",
                new byte[] {0x7F});

        assertThat(HexFormat.of().formatHex(EnvelopeWriter.write(frame)))
                .isEqualTo("01" + "01" + "02" + "02" + "04" + "0102030405060708" + "00112233445566778899aabbccddeeff"
                        + "0168" + "0670726f642d61" + "0174" + "7f");
    }

    @Test
    void anyTruncationOfAnEnvelopeIsAFrameOrUnreadableAndNothingElse() {
        byte[] value = EnvelopeWriter.write(randomFrame());
        for (int length = 0; length < value.length; length++) {
            readOrRefuse(Arrays.copyOf(value, length));
        }
    }

    @Test
    void garbageIsAFrameOrUnreadableAndNothingElse() {
        for (int i = 0; i < 200_000; i++) {
            byte[] value = new byte[random.nextInt(80)];
            random.nextBytes(value);
            if (i % 2 == 0 && value.length > 1) {
                value[0] = EnvelopeWriter.VERSION;
                value[1] = (byte) (value[1] & 1);
            }
            readOrRefuse(value);
        }
    }

    @Test
    void anUnknownVersionIsRefusedByName() {
        byte[] value = EnvelopeWriter.write(randomFrame());
        value[0] = 9;

        assertThatThrownBy(() -> reader.read(PLACE, "d", value, 0, value.length))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void aBadRecordBecomesADeadLetterAndItsNeighboursStayFrames() {
        BatchReader batch = new BatchReader(reader, "hub-telemetry", 3);
        RawFrame good = TestingFrames.frame("device-1", 7);
        ByteBuffer key = ByteBuffer.wrap("device-1".getBytes());

        batch.add(new StreamPosition(0, "1"), key, ByteBuffer.wrap(EnvelopeWriter.write(good)));
        batch.add(new StreamPosition(0, "2"), key, ByteBuffer.wrap("{\"not\":\"ours\"}".getBytes()));
        batch.add(new StreamPosition(0, "3"), ByteBuffer.allocate(0), ByteBuffer.wrap(EnvelopeWriter.write(good)));
        batch.add(new StreamPosition(0, "4"), key, null);
        batch.add(new StreamPosition(0, "5"), key, ByteBuffer.wrap(EnvelopeWriter.write(good)));

        assertThat(batch.batch().frames())
                .extracting(frame -> frame.position().offset())
                .containsExactly("1", "5");
        assertThat(batch.batch().unreadable()).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo("decode");
            assertThat(letter.problems()).singleElement().asString().contains("hub-telemetry");
        });
        assertThat(batch.batch().unreadable().get(0).payload()).asString().isEqualTo("{\"not\":\"ours\"}");
    }

    private RawFrame roundTrip(RawFrame frame) {
        byte[] value = EnvelopeWriter.write(frame);
        byte[] within = new byte[value.length + 10];
        System.arraycopy(value, 0, within, 7, value.length);
        return reader.read(PLACE, frame.deviceId(), within, 7, value.length);
    }

    private void readOrRefuse(byte[] value) {
        try {
            assertThat(reader.read(PLACE, "d", value, 0, value.length)).isNotNull();
        } catch (UnreadableRecord refused) {
            assertThat(refused).hasMessageMatching("(?s).{5,}");
        }
    }

    private RawFrame randomFrame() {
        byte[] payload = new byte[random.nextInt(300)];
        random.nextBytes(payload);
        return new RawFrame(
                StreamPosition.NONE,
                text(),
                text(),
                text(),
                pick("tcp", "mqtt", "rest", "file", "database"),
                text(),
                pick("hex", "json", "csv"),
                pick("telemetry", "alert_report", "ota_status", "upload_complete"),
                random.nextLong(),
                pick("0123456789abcdef0123456789abcdeF", "fedcba98765432100123456789abcdef"),
                payload);
    }

    private String pick(String... words) {
        int choice = random.nextInt(words.length + 1);
        return choice == words.length ? text() : words[choice];
    }

    private String text() {
        int[] alphabets = {0x7E, 0x7FF, 0xD7FF, 0x10FFFF};
        int length = List.of(0, 1, 8, 40, 130, 20_000).get(random.nextInt(random.nextInt(50) == 0 ? 6 : 5));
        int highest = alphabets[random.nextInt(alphabets.length)];
        return random.ints(length, 1, highest + 1)
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 'x' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
