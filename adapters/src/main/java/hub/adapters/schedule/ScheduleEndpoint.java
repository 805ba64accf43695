package hub.adapters.schedule;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.support.DefaultEndpoint;

/** One schedule as its route writes it; the message is the {@link java.time.Instant} the run was due. */
@UriEndpoint(scheme = "hub-schedule", title = "Hub Schedule", syntax = "hub-schedule:name", consumerOnly = true)
public final class ScheduleEndpoint extends DefaultEndpoint {
    private final String name;
    private String cron = "";
    private String zone = "Asia/Seoul";
    private String catchUp = "last";

    ScheduleEndpoint(String uri, ScheduleComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("hub-schedule can only stand in 'from'");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ScheduleConsumer consumer = new ScheduleConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    Timetable timetable(String route) {
        if (cron.isBlank()) {
            throw new IllegalArgumentException(
                    "hub-schedule:" + name + " says not when; add the parameter cron, such as 0 10 0 * * *");
        }
        return Timetable.of(name, cron, zone, catchUp, route);
    }

    /** When it runs: second minute hour day month weekday. */
    public void setCron(String cron) {
        this.cron = cron;
    }

    /** In which time zone, such as {@code Asia/Seoul}. */
    public void setZone(String zone) {
        this.zone = zone;
    }

    /** What becomes of runs missed while no hub was there: {@code all}, {@code last} or {@code none}. */
    public void setCatchUp(String catchUp) {
        this.catchUp = catchUp;
    }
}
