package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.channel.Channel;
import java.util.List;

/** An insert whose documents were left as the bytes they came in: they are kept as they are. */
final class RawInsert extends ClientRequest {
    private final Document command;
    private final List<byte[]> documents;

    RawInsert(Channel channel, MessageHeader header, Document command, List<byte[]> documents) {
        super(channel, header, command.get("$db") + "." + command.get("insert"));
        this.command = command;
        this.documents = documents;
    }

    String database() {
        return (String) command.get("$db");
    }

    String collection() {
        return (String) command.get("insert");
    }

    boolean ordered() {
        return !Boolean.FALSE.equals(command.get("ordered"));
    }

    List<byte[]> documents() {
        return documents;
    }
}
