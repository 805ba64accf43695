package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers inserts once their documents are on disk. */
final class InsertHandler extends SimpleChannelInboundHandler<RawInsert> {
    private static final Logger LOG = LoggerFactory.getLogger(InsertHandler.class);
    private static final int INTERNAL_ERROR = 1;

    private final StoreBackend backend;
    private int answers;

    InsertHandler(StoreBackend backend) {
        this.backend = backend;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, RawInsert insert) {
        MessageHeader header = new MessageHeader(++answers, insert.getHeader().getRequestID());
        context.writeAndFlush(new MongoMessage(insert.getChannel(), header, answer(insert)));
    }

    private Document answer(RawInsert insert) {
        try {
            StoreDatabase database = (StoreDatabase) backend.resolveDatabase(insert.database());
            List<Document> errors = database.insert(insert.collection(), insert.documents(), insert.ordered());
            Document answer = new Document("n", insert.documents().size() - errors.size());
            if (!errors.isEmpty()) {
                answer.put("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        } catch (RuntimeException problem) {
            LOG.error("Cannot insert into {}", insert.getFullCollectionName(), problem);
            return new Document("ok", 0.0)
                    .append("code", INTERNAL_ERROR)
                    .append("codeName", "InternalError")
                    .append("errmsg", String.valueOf(problem.getMessage()));
        }
    }
}
