package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An insert, update or delete whose documents were left as the bytes they came in: they are kept as they are. */
final class RawWrite extends ClientRequest {
    private static final Set<String> PLAIN_DELETE = Set.of("q", "limit");

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

    boolean isDelete() {
        return verb.equals("delete");
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

    /** The ids of the documents to delete, if every statement names one by its id and nothing else. */
    Optional<List<Object>> deletions() {
        List<Object> ids = new ArrayList<>(sequence.size());
        for (byte[] each : sequence) {
            Document statement = RawBson.decode(each);
            boolean plain = PLAIN_DELETE.containsAll(statement.keySet())
                    && statement.get("q") instanceof Document query
                    && query.size() == 1
                    && Replacement.plain(query.get("_id"));
            if (!plain) {
                return Optional.empty();
            }
            ids.add(((Document) statement.get("q")).get("_id"));
        }
        return Optional.of(ids);
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
