package hub.watch;

import java.sql.SQLException;
import java.util.List;

/** One kind of connections. */
interface ConnectionSource {

    /** Its name. */
    String kind();

    /**
     * Connections in the order of their ids.
     *
     * @param after only ids behind this one, or empty
     * @param device only of this device, or empty
     * @param limit at most so many
     */
    List<Connection> page(String after, String device, int limit) throws SQLException;

    /**
     * Ends one; whoever it is may come back.
     *
     * @return false when there is none of that id
     * @throws UnsupportedOperationException when the hub cannot end connections of this kind
     */
    boolean end(String id) throws SQLException;
}
