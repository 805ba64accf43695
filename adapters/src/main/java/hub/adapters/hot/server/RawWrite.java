package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An insert or update whose documents were left as the bytes they came in: they are kept as they are. */
final class RawWrite extends ClientRequest {
    private final String verb;
    private final Document command;
    private final String sequenceName;
    private final List<byte[]> sequence;

    RawWrite(Channel channel, MessageHeader header, Document command, String sequenceName, List<byte[]> sequence) {
        super(channel, header, null);
        this.verb = command.keySet().iterator().next();
        this.command = command;
        this.sequenceName = sequenceName;
        this.sequence = sequence;
    }

    @Override
    public String getDatabaseName() {
        return (String) command.get("$db");
    }

    String collection() {
        return (String) command.get(verb);
    }

    boolean ordered() {
        return !Boolean.FALSE.equals(command.get("ordered"));
    }

    boolean isInsert() {
        return verb.equals("insert");
    }

    List<byte[]> sequence() {
        return sequence;
    }

    /** The updates as replacements of single documents by their ids, if all of them are that. */
    Optional<List<Replacement>> replacements() {
        List<Replacement> replacements = new ArrayList<>(sequence.size());
        for (byte[] update : sequence) {
            Optional<Replacement> replacement = Replacement.read(update);
            if (replacement.isEmpty()) {
                return Optional.empty();
            }
            replacements.add(replacement.get());
        }
        return Optional.of(replacements);
    }

    /** The whole command, as mongo-java-server wants it. */
    Document decoded() {
        Document whole = command.clone();
        whole.put(
                sequenceName,
                new ArrayList<>(sequence.stream().map(RawBson::decode).toList()));
        return whole;
    }

    String verb() {
        return verb;
    }
}
