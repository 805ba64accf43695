package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers inserts, updates and deletes once their documents are on disk. */
final class WriteHandler extends SimpleChannelInboundHandler<RawWrite> {
    private static final Logger LOG = LoggerFactory.getLogger(WriteHandler.class);
    private static final int INTERNAL_ERROR = 1;

    private final StoreBackend backend;
    private int answers;

    WriteHandler(StoreBackend backend) {
        this.backend = backend;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, RawWrite write) {
        MessageHeader header = new MessageHeader(++answers, write.getHeader().getRequestID());
        context.writeAndFlush(new MongoMessage(write.getChannel(), header, answer(write)));
    }

    private Document answer(RawWrite write) {
        try {
            return write.isInsert() ? insert(write) : write.isDelete() ? delete(write) : update(write);
        } catch (MongoServerError refusal) {
            return failure(refusal.getCode(), refusal.getCodeName(), refusal.getMessageWithoutErrorCode());
        } catch (RuntimeException problem) {
            LOG.error("Cannot {} in {}.{}", write.verb(), write.getDatabaseName(), write.collection(), problem);
            return failure(INTERNAL_ERROR, "InternalError", String.valueOf(problem.getMessage()));
        }
    }

    private Document insert(RawWrite write) {
        List<Document> errors =
                database(write).collection(write.collection()).insert(write.sequence(), write.ordered());
        Document answer = new Document("n", write.sequence().size() - errors.size());
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    private Document update(RawWrite write) {
        Optional<List<Replacement>> replacements = write.replacements();
        if (replacements.isEmpty()) {
            return backend.handleCommand(write.getChannel(), write.getDatabaseName(), write.verb(), write.decoded());
        }
        return database(write)
                .collection(write.collection())
                .replace(replacements.get(), write.ordered())
                .append("ok", 1.0);
    }

    private Document delete(RawWrite write) {
        Optional<List<Object>> ids = write.deletions();
        if (ids.isEmpty()) {
            return backend.handleCommand(write.getChannel(), write.getDatabaseName(), write.verb(), write.decoded());
        }
        int removed = database(write).collection(write.collection()).remove(ids.get());
        return new Document("n", removed).append("ok", 1.0);
    }

    private StoreDatabase database(RawWrite write) {
        return (StoreDatabase) backend.resolveDatabase(write.getDatabaseName());
    }

    private static Document failure(int code, String name, String message) {
        return new Document("ok", 0.0)
                .append("code", code)
                .append("codeName", name)
                .append("errmsg", message);
    }
}
