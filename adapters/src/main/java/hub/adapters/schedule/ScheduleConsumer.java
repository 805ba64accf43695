package hub.adapters.schedule;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Sends an exchange through its route whenever this hub is the one to do a run. */
final class ScheduleConsumer extends DefaultConsumer {
    /** The exchange property that holds the {@link ScheduleRun}, for verbs that take long. */
    static final String RUN = "scheduleRun";

    private final ScheduleEndpoint endpoint;
    private RunningSchedule running;

    ScheduleConsumer(ScheduleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Set<Schedules> found = endpoint.getCamelContext().getRegistry().findByType(Schedules.class);
        if (found.size() != 1) {
            throw new IllegalStateException("hub-schedule wants one bean of type Schedules, found " + found.size());
        }
        running = found.iterator().next().start(endpoint.timetable(getRouteId()), this::send);
    }

    private void send(ScheduleRun run) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(run.due());
            exchange.setProperty(RUN, run);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        running.pause();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        running.resume();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        if (running != null) {
            running.close();
            running = null;
        }
        super.doStop();
    }
}
