package hub.adapters.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a schedule cannot reach its database, and once that it can again, instead of every second. */
final class ScheduleWatch extends AbstractSchedulerListener {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleWatch.class);

    private final String name;
    private final AtomicBoolean away = new AtomicBoolean();

    ScheduleWatch(String name) {
        this.name = name;
    }

    @Override
    public void onSchedulerEvent(SchedulerListener.SchedulerEventType event) {
        if (event == SchedulerEventType.UNEXPECTED_ERROR && away.compareAndSet(false, true)) {
            LOG.warn("{} cannot reach the database; nothing is lost, it is tried again every second", name);
        }
        if (event == SchedulerEventType.RAN_EXECUTE_DUE && away.compareAndSet(true, false)) {
            LOG.info("{} reaches the database again", name);
        }
    }
}
