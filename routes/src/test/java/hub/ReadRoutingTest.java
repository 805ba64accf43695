package hub;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.Database;
import hub.adapters.reads.ReadCopy;
import hub.adapters.reads.ReadSettings;
import hub.adapters.reads.SplitDataSource;
import hub.adapters.warm.WarmServer;
import hub.adapters.warm.WarmServerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Which connection a question of the API gets; the two differ only in their name, so that it can be told which it was. */
class ReadRoutingTest {

    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();
    private WarmServer server;
    private ReadCopy copy;
    private DefaultCamelContext routes;

    @BeforeEach
    void start() throws Exception {
        server = WarmServer.start(WarmServerSettings.in(folder).withPort(0));
        copy = ReadCopy.ofWarm(
                named("store"),
                named("replica"),
                new ReadSettings(Duration.ofMinutes(1)),
                new SimpleMeterRegistry(),
                clock);
        Database database = new Database(new SplitDataSource(named("store"), named("replica"), copy));
        routes = new DefaultCamelContext();
        routes.getCamelContextExtension().addInterceptStrategy(new ReadRouting(List.of(copy)));
        routes.getRegistry().bind("desk", new Desk(database));
        routes.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String group : List.of("serve", "act")) {
                    from("direct:" + group).routeGroup(group).bean("desk", "which");
                }
            }
        });
        routes.start();
        copy.look();
    }

    @AfterEach
    void stop() throws Exception {
        routes.stop();
        server.close();
    }

    @Test
    void whatOnlyReadsIsAnsweredByTheReplica() {
        assertThat(ask("direct:serve", "GET", "lee")).isEqualTo("replica");
        assertThat(ask("direct:act", "GET", "lee")).isEqualTo("store");
        assertThat(ask("direct:serve", "POST", "kim")).isEqualTo("store");
        assertThat(ask("direct:serve", "GET", "lee")).isEqualTo("replica");
    }

    @Test
    void whoHasWrittenReadsFromTheStoreUntilTheReplicaHasIt() {
        assertThat(ask("direct:serve", "POST", "lee")).isEqualTo("store");
        assertThat(ask("direct:serve", "GET", "lee")).isEqualTo("store");

        clock.moveOn(Duration.ofSeconds(1));
        copy.look();

        assertThat(ask("direct:serve", "GET", "lee")).isEqualTo("replica");
    }

    @Test
    void aReplicaNobodyHasLookedAtForLongIsNotTrusted() {
        clock.moveOn(Duration.ofMinutes(5));

        assertThat(ask("direct:serve", "GET", "lee")).isEqualTo("store");
    }

    private String ask(String route, String method, String user) {
        return routes.createProducerTemplate()
                .requestBodyAndHeaders(route, "", Map.of(Exchange.HTTP_METHOD, method, "Hub-User", user), String.class);
    }

    private PGSimpleDataSource named(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setApplicationName(name);
        return source;
    }

    /** Tells over which connection it was asked. */
    public static final class Desk {

        private final Database database;

        Desk(Database database) {
            this.database = database;
        }

        /** The name of the connection. */
        public String which() throws SQLException {
            return database.select("select current_setting('application_name')", row -> row.getString(1))
                    .get(0);
        }
    }
}
