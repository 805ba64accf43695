package hub.adapters.reads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** The copies the hub has of its stores; routes look at them and ask where a question goes. */
public final class ReadCopies {

    /** The property of exchanges that only read; its value is the reader. */
    public static final String READER = "Hub-Reader";

    private final Optional<ReadCopy> warm;
    private final Optional<ReadCopy> hot;

    /**
     * @param warm a replica of the warm store, if there is one
     * @param hot a secondary of the hot store, if there is one
     */
    public ReadCopies(Optional<ReadCopy> warm, Optional<ReadCopy> hot) {
        this.warm = warm;
        this.hot = hot;
    }

    /** All there are. */
    public List<ReadCopy> all() {
        return Stream.of(warm, hot).flatMap(Optional::stream).toList();
    }

    /** Looks how far each is; called every second. */
    public void look() {
        all().forEach(ReadCopy::look);
    }

    /** Whether the copy of the hot store may answer: the exchange has a {@link #READER}, and the copy is fresh for him. */
    public boolean readsHot(Exchange exchange) {
        String reader = exchange.getProperty(READER, String.class);
        return reader != null && hot.filter(copy -> copy.serves(reader)).isPresent();
    }

    /** Where reads go and how far the copies are, for the hub's health. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        warm.ifPresent(copy -> status.put("warm", copy.status()));
        hot.ifPresent(copy -> status.put("hot", copy.status()));
        return status;
    }
}
