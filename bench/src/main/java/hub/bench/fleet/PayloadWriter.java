package hub.bench.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Writes readings the way the sample product {@code prod-a} expects them in each format. */
public final class PayloadWriter {
    /** Length of {@link #tags}: five tags with 1, 2, 2, 2 and 8 bytes of value. */
    static final int TAGS_LENGTH = 20;

    private PayloadWriter() {}

    /** The tag-value bytes: temperature, speed, voltage, vibration and device time. */
    public static byte[] tags(Reading reading) {
        ByteBuffer buffer = ByteBuffer.allocate(TAGS_LENGTH);
        putTags(buffer, reading);
        return buffer.array();
    }

    static void putTags(ByteBuffer buffer, Reading reading) {
        buffer.put((byte) 1).put((byte) reading.tempC());
        buffer.put((byte) 2).putShort((short) reading.rpm());
        buffer.put((byte) 3).putShort((short) reading.voltage());
        buffer.put((byte) 4).putShort((short) reading.vibration());
        buffer.put((byte) 5).putLong(reading.timestamp());
    }

    /** The JSON message of one reading. */
    public static String json(Reading reading) {
        return "{\"device_timestamp\":" + reading.timestamp() + ",\"data\":{\"metrics\":{\"tempC\":" + reading.tempC()
                + ",\"rpm\":" + reading.rpm() + ",\"voltage\":" + hundredths(reading.voltage()) + ",\"vibration\":"
                + hundredths(reading.vibration()) + "}}}";
    }

    /** The JSON message that carries the tag bytes as hexadecimal text. */
    public static String bin(Reading reading) {
        return "{\"device_timestamp\":" + reading.timestamp() + ",\"data\":{\"bin\":\""
                + HexFormat.of().withUpperCase().formatHex(tags(reading)) + "\"}}";
    }

    /** Several JSON messages as one array. */
    public static String jsonArray(List<Reading> readings) {
        return readings.stream().map(PayloadWriter::json).collect(Collectors.joining(",", "[", "]"));
    }

    /** Several messages of {@link #bin}, one a line. */
    public static String binLines(List<Reading> readings) {
        return readings.stream().map(PayloadWriter::bin).collect(Collectors.joining("\n"));
    }

    /** Several JSON messages, one a line, each naming its device as files need it. */
    public static String namedLines(List<Reading> readings, IntFunction<String> ids) {
        StringBuilder text = new StringBuilder();
        for (Reading reading : readings) {
            text.append("{\"device_id\":\"").append(ids.apply(reading.device())).append("\",");
            text.append(json(reading), 1, json(reading).length()).append('\n');
        }
        return text.toString();
    }

    /** CSV with a header row. */
    public static String csv(List<Reading> readings) {
        StringBuilder text = new StringBuilder("device_timestamp,tempC,rpm,voltage,vibration\n");
        readings.forEach(reading -> row(text, reading));
        return text.toString();
    }

    /** CSV with a header row whose first column names the device, as files need it. */
    public static String namedCsv(List<Reading> readings, IntFunction<String> ids) {
        StringBuilder text = new StringBuilder("device_id,device_timestamp,tempC,rpm,voltage,vibration\n");
        for (Reading reading : readings) {
            row(text.append(ids.apply(reading.device())).append(','), reading);
        }
        return text.toString();
    }

    /** One line a reading: the device id, a colon, the tag bytes as hexadecimal text. */
    public static String namedHex(List<Reading> readings, IntFunction<String> ids) {
        StringBuilder text = new StringBuilder();
        for (Reading reading : readings) {
            text.append(ids.apply(reading.device())).append(':');
            text.append(HexFormat.of().withUpperCase().formatHex(tags(reading))).append('\n');
        }
        return text.toString();
    }

    /** A frame of the hub's TCP door: length, id length, id, tags. */
    static void putFrame(ByteBuffer buffer, byte[] id, Reading reading) {
        buffer.putShort((short) (1 + id.length + TAGS_LENGTH));
        buffer.put((byte) id.length).put(id);
        putTags(buffer, reading);
    }

    /** Bytes of {@link #putFrame} for this id. */
    static int frameLength(byte[] id) {
        return 3 + id.length + TAGS_LENGTH;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder text, Reading reading) {
        text.append(reading.timestamp()).append(',').append(reading.tempC()).append(',');
        text.append(reading.rpm())
                .append(',')
                .append(hundredths(reading.voltage()))
                .append(',');
        text.append(hundredths(reading.vibration())).append('\n');
    }

    private static String hundredths(int value) {
        return value / 100 + "." + value / 10 % 10 + value % 10;
    }
}
