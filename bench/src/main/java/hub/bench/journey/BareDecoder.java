package hub.bench.journey;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Cuts all frames of a read, turns each into a document and marks the hot ones. */
final class BareDecoder extends ByteToMessageDecoder {
    private static final int LIMIT = 80;

    private final BareWriter writer;

    BareDecoder(BareWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws InterruptedException {
        List<Document> documents = new ArrayList<>();
        while (in.readableBytes() >= 2 && in.readableBytes() >= 2 + in.getUnsignedShort(in.readerIndex())) {
            int end = in.readerIndex() + 2 + in.readUnsignedShort();
            documents.add(document(in, end));
        }
        if (!documents.isEmpty()) {
            writer.write(new BareWriter.Chunk(documents, context.channel()));
        }
    }

    private static Document document(ByteBuf in, int end) {
        String id = in.readCharSequence(in.readUnsignedByte(), StandardCharsets.US_ASCII)
                .toString();
        Document metrics = new Document();
        Document document = new Document("device_id", id).append("productId", "prod-a");
        while (in.readerIndex() < end) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> metrics.append("tempC", (long) in.readUnsignedByte());
                case 2 -> metrics.append("rpm", (long) in.readUnsignedShort());
                case 3 -> metrics.append("voltage", in.readUnsignedShort() / 100.0);
                case 4 -> metrics.append("vibration", in.readUnsignedShort() / 100.0);
                case 5 -> document.append("device_timestamp", new Date(in.readLong()));
                default -> throw new IllegalArgumentException("unknown tag " + tag);
            }
        }
        if (metrics.get("tempC") instanceof Long tempC && tempC > LIMIT) {
            document.append("alarm", "high");
        }
        return document.append("metrics", metrics).append("ingest_timestamp", new Date());
    }
}
