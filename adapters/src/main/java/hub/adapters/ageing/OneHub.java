package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.Connection;

/** Lets one hub at a time do a long work; a hub that dies lets go of it with its connection. */
final class OneHub {
    private final Database database;
    private final long key;

    /** @param key names the work among the advisory locks of the database */
    OneHub(Database database, long key) {
        this.database = database;
        this.key = key;
    }

    /** The work. */
    interface Work {
        void run() throws Exception;
    }

    /** Does the work unless another hub is at it; tells whether it was done here. */
    boolean doAlone(Work work) throws Exception {
        try (Connection connection = database.source().getConnection()) {
            boolean mine = Database.select(connection, "select pg_try_advisory_lock(?)", row -> row.getBoolean(1), key)
                    .get(0);
            if (!mine) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                Database.select(connection, "select pg_advisory_unlock(?)", row -> row.getBoolean(1), key);
            }
        }
    }
}
