package hub.adapters.access;

import hub.adapters.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second lock on customers' rows: what a customer asks is asked as the role {@value #ROLE}, to which PostgreSQL shows
 * only rows of that customer, whatever the query forgot to say.
 */
public final class CustomerRows {

    /** The role that customers' questions are asked as; it cannot sign in. */
    public static final String ROLE = "hub_customer";

    private static final Logger LOG = LoggerFactory.getLogger(CustomerRows.class);
    private static final String MAKE = "do $$ begin if not exists (select from pg_roles where rolname = '" + ROLE
            + "') then create role " + ROLE + " nologin; end if;"
            + " if not pg_has_role(current_user, '" + ROLE + "', 'member') then execute format('grant " + ROLE
            + " to %I', current_user); end if; exception when insufficient_privilege then null; end $$";

    private CustomerRows() {}

    /**
     * Puts the policies in force, after the tables are as they should be.
     *
     * @return whether the hub may take the role; if not, only its own filters keep customers apart
     */
    public static boolean lock(DataSource store) {
        Database database = new Database(store);
        try {
            database.update(MAKE);
            database.update(script());
            boolean member = database.select(
                            "select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = ?),"
                                    + " false)",
                            row -> row.getBoolean(1),
                            ROLE)
                    .get(0);
            if (!member) {
                LOG.warn(
                        "customers' rows are kept apart by the hub alone: let an administrator of the database say"
                                + " \"create role {} nologin; grant {} to <the hub's account>\"",
                        ROLE,
                        ROLE);
            }
            return member;
        } catch (SQLException refused) {
            throw new IllegalStateException("cannot put row policies in force: " + refused.getMessage(), refused);
        }
    }

    private static String script() {
        try (InputStream text = CustomerRows.class.getResourceAsStream("/hub/adapters/access/customer-rows.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read customer-rows.sql from the jar", broken);
        }
    }
}
