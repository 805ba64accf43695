package hub.adapters.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A hub that has nothing but schedules; several share one database. */
final class TestingSchedules implements AutoCloseable {
    final List<Instant> done = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private TestingSchedules(DataSource database, String instance, Clock clock) {
        ScheduleSettings settings = new ScheduleSettings(
                instance,
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
        camel.getRegistry().bind("schedules", new Schedules(database, settings, clock));
        camel.disableJMX();
    }

    static TestingSchedules start(DataSource database, String instance, Clock clock) {
        TestingSchedules hub = new TestingSchedules(database, instance, clock);
        hub.camel.start();
        return hub;
    }

    TestingSchedules route(String name, String parameters) throws Exception {
        return route(
                name, parameters, exchange -> done.add(exchange.getMessage().getBody(Instant.class)));
    }

    TestingSchedules route(String name, String parameters, Processor work) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("hub-schedule:" + name + "?" + parameters).routeId(name).process(work);
            }
        });
        return this;
    }

    /** Takes a route out, as a live reload does. */
    void remove(String name) throws Exception {
        camel.getRouteController().stopRoute(name);
        camel.removeRoute(name);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
