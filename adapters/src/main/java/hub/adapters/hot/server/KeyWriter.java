package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/** Writes values so that the order of their bytes is MongoDB's order of the values, type by type; one writer may be used again and again. */
final class KeyWriter {
    static final byte NULL = 0x05;
    static final byte NUMBER = 0x10;
    static final byte TEXT = 0x20;
    static final byte DOCUMENT = 0x30;
    static final byte ARRAY = 0x38;
    static final byte BINARY = 0x40;
    static final byte OBJECT_ID = 0x48;
    static final byte BOOLEAN = 0x50;
    static final byte DATE = 0x58;
    static final byte TIMESTAMP = 0x60;
    static final byte OTHER = 0x70;

    private byte[] bytes = new byte[96];
    private int size;

    KeyWriter clear() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    KeyWriter truncate(int newSize) {
        size = newSize;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    KeyWriter raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    KeyWriter number32(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    KeyWriter octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Appends one value; values of different types sort by type, as MongoDB sorts them. */
    KeyWriter value(Object value) {
        if (value instanceof String text) {
            return octet(TEXT).escaped(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof Instant instant) {
            return octet(DATE).number64(instant.toEpochMilli() ^ Long.MIN_VALUE);
        }
        if (value instanceof Number number) {
            return octet(NUMBER).number(number);
        }
        if (value == null || value instanceof Missing) {
            return octet(NULL);
        }
        if (value instanceof Boolean flag) {
            return octet(BOOLEAN).octet(flag ? 1 : 0);
        }
        return rare(value);
    }

    private KeyWriter rare(Object value) {
        if (value instanceof ObjectId id) {
            return octet(OBJECT_ID).raw(id.toByteArray());
        }
        if (value instanceof BsonTimestamp timestamp) {
            return octet(TIMESTAMP).number64(timestamp.getValue());
        }
        if (value instanceof BinData data) {
            return octet(BINARY).escaped(data.getData());
        }
        if (value instanceof UUID) {
            return octet(BINARY).escaped(encoded(value));
        }
        if (value instanceof Collection<?>) {
            return octet(ARRAY).escaped(encoded(value));
        }
        return octet(value instanceof java.util.Map<?, ?> ? DOCUMENT : OTHER).escaped(encoded(value));
    }

    private static byte[] encoded(Object value) {
        ByteBuf buffer = Unpooled.buffer();
        BsonEncoder.encodeValue(BsonEncoder.determineType(value), value, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    /** A double that sorts, then what a 64-bit integer has beyond it. */
    private KeyWriter number(Number number) {
        double value =
                number instanceof Decimal128 decimal ? decimal.toBigDecimal().doubleValue() : number.doubleValue();
        long beyond = number instanceof Long whole && Math.abs(value) < 9.2e18 ? whole - (long) value : 0;
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return number64(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE)
                .octet((int) (beyond + 0x8000) >>> 8)
                .octet((int) (beyond + 0x8000));
    }

    private KeyWriter number64(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Zero bytes become 00 FF and the end 00 01, so that no text is mistaken for the beginning of a longer one. */
    private KeyWriter escaped(byte[] text) {
        ensure(text.length * 2 + 2);
        for (byte octet : text) {
            bytes[size++] = octet;
            if (octet == 0) {
                bytes[size++] = (byte) 0xFF;
            }
        }
        bytes[size++] = 0;
        bytes[size++] = 1;
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
