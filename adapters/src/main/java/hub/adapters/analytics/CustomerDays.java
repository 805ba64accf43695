package hub.adapters.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Customers' days that were computed and what made them due; opaque to routes but for {@link #days}. */
public final class CustomerDays {

    private final List<CustomerDay> days;
    private final List<DueDays.DeviceHours> seen;
    private final Map<String, List<Tenure>> moved;

    CustomerDays(List<CustomerDay> days, DueDays due) {
        this.days = days;
        this.seen = due.seen();
        this.moved = due.moved();
    }

    /** What was computed and written. */
    public List<CustomerDay> days() {
        return days;
    }

    /** The dates of these days, each once. */
    public List<LocalDate> dates() {
        return days.stream().map(CustomerDay::day).distinct().sorted().toList();
    }

    List<DueDays.DeviceHours> seen() {
        return seen;
    }

    Map<String, List<Tenure>> moved() {
        return moved;
    }
}
