package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Reads single fields out of stored bytes, because decoding every document to find two fields would cost more than keeping it. */
final class RawBson {
    private RawBson() {}

    static Document decode(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(256);
        BsonEncoder.encodeDocument(document, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    /** The value at a path of field names, or {@link Missing}; arrays on the way are not searched. */
    static Object field(byte[] bson, byte[][] path) {
        int start = 4;
        for (int step = 0; ; step++) {
            int value = find(bson, start, path[step]);
            if (value < 0) {
                return Missing.getInstance();
            }
            byte type = bson[value - path[step].length - 2];
            if (step == path.length - 1) {
                return BsonDecoder.decodeValue(type, Unpooled.wrappedBuffer(bson, value, bson.length - value));
            }
            if (type != BsonConstants.TYPE_EMBEDDED_DOCUMENT) {
                return type == BsonConstants.TYPE_ARRAY ? java.util.List.of() : Missing.getInstance();
            }
            start = value + 4;
        }
    }

    /** The bytes of an embedded top-level document, or null when there is none of that name. */
    static byte[] embedded(byte[] bson, byte[] name) {
        int value = find(bson, 4, name);
        if (value < 0 || bson[value - name.length - 2] != BsonConstants.TYPE_EMBEDDED_DOCUMENT) {
            return null;
        }
        return Arrays.copyOfRange(bson, value, value + length(bson, value));
    }

    /** The names of the top-level fields. */
    static Set<String> names(byte[] bson) {
        Set<String> names = new java.util.HashSet<>();
        int at = 4;
        while (bson[at] != 0) {
            int end = endOfName(bson, at + 1);
            names.add(new String(bson, at + 1, end - at - 1, StandardCharsets.UTF_8));
            at = skip(bson, bson[at], end + 1);
        }
        return names;
    }

    /** A document of the named top-level fields only. */
    static Document fields(byte[] bson, Set<String> names) {
        Document some = new Document();
        ByteBuf buffer = Unpooled.wrappedBuffer(bson);
        int at = 4;
        while (bson[at] != 0) {
            int name = at + 1;
            int end = endOfName(bson, name);
            String text = new String(bson, name, end - name, StandardCharsets.UTF_8);
            if (names.contains(text)) {
                some.put(text, BsonDecoder.decodeValue(bson[at], buffer.readerIndex(end + 1)));
            }
            at = skip(bson, bson[at], end + 1);
        }
        return some;
    }

    static byte[][] path(String dotted) {
        return Arrays.stream(dotted.split("\\."))
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** The same document with a field put in front. */
    static byte[] prepend(byte[] bson, String name, Object value) {
        ByteBuf buffer = Unpooled.buffer(bson.length + 64);
        BsonEncoder.encodeDocument(new Document(name, value), buffer);
        buffer.writerIndex(buffer.writerIndex() - 1);
        buffer.writeBytes(bson, 4, bson.length - 4);
        buffer.setIntLE(0, buffer.writerIndex());
        return ByteBufUtil.getBytes(buffer);
    }

    private static int find(byte[] bson, int start, byte[] wanted) {
        int at = start;
        while (bson[at] != 0) {
            int name = at + 1;
            int end = endOfName(bson, name);
            if (Arrays.equals(bson, name, end, wanted, 0, wanted.length)) {
                return end + 1;
            }
            at = skip(bson, bson[at], end + 1);
        }
        return -1;
    }

    private static int endOfName(byte[] bson, int name) {
        int end = name;
        while (bson[end] != 0) {
            end++;
        }
        return end;
    }

    private static int skip(byte[] bson, byte type, int value) {
        return switch (type) {
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP,
                    BsonConstants.TYPE_INT64 -> value + 8;
            case BsonConstants.TYPE_INT32 -> value + 4;
            case BsonConstants.TYPE_BOOLEAN -> value + 1;
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE -> value + 4 + length(bson, value);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT,
                    BsonConstants.TYPE_ARRAY,
                    BsonConstants.TYPE_JAVASCRIPT_CODE_WITH_SCOPE -> value + length(bson, value);
            case BsonConstants.TYPE_DATA -> value + 5 + length(bson, value);
            case BsonConstants.TYPE_OBJECT_ID -> value + 12;
            case BsonConstants.TYPE_DECIMAL128 -> value + 16;
            case BsonConstants.TYPE_REGEX -> endOfName(bson, endOfName(bson, value) + 1) + 1;
            case BsonConstants.TYPE_NULL,
                    BsonConstants.TYPE_UNDEFINED,
                    BsonConstants.TYPE_MAX_KEY,
                    BsonConstants.TYPE_MIN_KEY -> value;
            default -> throw new IllegalArgumentException("unknown BSON type " + type + " at byte " + (value - 1));
        };
    }

    private static int length(byte[] bson, int at) {
        return (bson[at] & 0xFF) | (bson[at + 1] & 0xFF) << 8 | (bson[at + 2] & 0xFF) << 16 | bson[at + 3] << 24;
    }
}
