package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes inserts, updates and deletes off the wire without decoding their documents; every other message is left to mongo-java-server. */
final class WireDecoder extends MongoWireProtocolHandler {
    private static final int HEADER_BYTES = 16;
    private static final List<Form> FORMS =
            List.of(Form.of("insert", "documents"), Form.of("update", "updates"), Form.of("delete", "deletes"));
    /** Behind the header: flags, section kind, length of the body; then the body's first element. */
    private static final int BODY = HEADER_BYTES + 5;

    private static final int FIRST_ELEMENT = BODY + 4;

    @Override
    protected ClientRequest decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
        if (in.readableBytes() < 4) {
            return null;
        }
        int start = in.readerIndex();
        int total = in.getIntLE(start);
        if (total < 0 || total > MAX_MESSAGE_SIZE_BYTES) {
            throw new java.io.IOException("message of " + total + " bytes refused");
        }
        if (in.readableBytes() < total) {
            return null;
        }
        Optional<Form> form =
                FORMS.stream().filter(known -> isWrite(in, start, total, known)).findFirst();
        if (form.isEmpty()) {
            return super.decode(context, in);
        }
        int sequence = BODY + in.getIntLE(start + BODY);
        ByteBuf message = in.readSlice(total);
        MessageHeader header = new MessageHeader(total, message.getIntLE(4), message.getIntLE(8));
        Document command = BsonDecoder.decodeBson(message.readerIndex(BODY));
        message.readerIndex(sequence + 5 + form.get().sequence().length);
        return new RawWrite(context.channel(), header, command, form.get().sequenceName(), documents(message));
    }

    /** Whether a message is that command, followed by one sequence of documents and nothing else. */
    private static boolean isWrite(ByteBuf in, int start, int total, Form form) {
        if (total < FIRST_ELEMENT + form.command().length
                || in.getIntLE(start + 12) != OpCode.OP_MSG.getId()
                || in.getIntLE(start + HEADER_BYTES) != 0
                || in.getByte(start + HEADER_BYTES + 4) != 0
                || !matches(in, start + FIRST_ELEMENT, form.command())) {
            return false;
        }
        int body = in.getIntLE(start + BODY);
        int sequence = BODY + body;
        return body > 0
                && body < total
                && sequence + 5 + form.sequence().length < total
                && in.getByte(start + sequence) == 1
                && sequence + 1 + in.getIntLE(start + sequence + 1) == total
                && matches(in, start + sequence + 5, form.sequence());
    }

    private static boolean matches(ByteBuf in, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (in.getByte(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> documents(ByteBuf message) {
        List<byte[]> documents = new ArrayList<>();
        while (message.isReadable()) {
            int length = message.getIntLE(message.readerIndex());
            if (length < 5 || length > message.readableBytes()) {
                throw new IllegalArgumentException("document of " + length + " bytes does not fit its message");
            }
            byte[] bson = new byte[length];
            message.readBytes(bson);
            documents.add(bson);
        }
        return documents;
    }

    /** How a command that carries documents begins, and how they are announced. */
    private record Form(String sequenceName, byte[] command, byte[] sequence) {
        static Form of(String command, String sequence) {
            return new Form(
                    sequence,
                    ("\2" + command + "\0").getBytes(StandardCharsets.US_ASCII),
                    (sequence + "\0").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
