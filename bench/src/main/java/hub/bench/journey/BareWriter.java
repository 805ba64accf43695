package hub.bench.journey;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bson.Document;

/** Gathers documents to about a thousand an insert; a full queue holds the readers back. */
final class BareWriter {
    /** The documents of one read and the channel that waits for their answers. */
    record Chunk(List<Document> documents, Channel channel) {}

    private static final int BATCH = 1000;
    private static final int ACK = 0x06;

    private final List<BlockingQueue<Chunk>> queues =
            List.of(new ArrayBlockingQueue<>(32), new ArrayBlockingQueue<>(32));
    private final MongoCollection<Document> collection;
    private final boolean acknowledge;

    BareWriter(MongoCollection<Document> collection, boolean acknowledge) {
        this.collection = collection;
        this.acknowledge = acknowledge;
        for (BlockingQueue<Chunk> queue : queues) {
            Thread thread = new Thread(() -> run(queue), "writer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A channel always meets the same writer, so that answers keep the order of the frames. */
    void write(Chunk chunk) throws InterruptedException {
        queues.get(Math.floorMod(chunk.channel().hashCode(), queues.size())).put(chunk);
    }

    private void run(BlockingQueue<Chunk> queue) {
        try {
            while (true) {
                insert(gather(queue));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Chunk> gather(BlockingQueue<Chunk> queue) throws InterruptedException {
        List<Chunk> chunks = new ArrayList<>();
        int size = 0;
        for (Chunk chunk = queue.take(); chunk != null; chunk = size < BATCH ? queue.poll() : null) {
            chunks.add(chunk);
            size += chunk.documents().size();
        }
        return chunks;
    }

    private void insert(List<Chunk> chunks) {
        List<Document> documents = new ArrayList<>();
        chunks.forEach(chunk -> documents.addAll(chunk.documents()));
        for (int from = 0; from < documents.size(); from += BATCH) {
            collection.insertMany(
                    documents.subList(from, Math.min(documents.size(), from + BATCH)),
                    new InsertManyOptions().ordered(false));
        }
        if (acknowledge) {
            chunks.forEach(BareWriter::answer);
        }
    }

    private static void answer(Chunk chunk) {
        int count = chunk.documents().size();
        ByteBuf bytes = chunk.channel().alloc().buffer(count);
        for (int i = 0; i < count; i++) {
            bytes.writeByte(ACK);
        }
        chunk.channel().writeAndFlush(bytes);
    }
}
