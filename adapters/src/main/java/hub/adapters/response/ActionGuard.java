package hub.adapters.response;

import hub.message.Alarm;
import hub.product.ProductAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says whether an action may be taken now, and if not, why and until when it has to wait. */
final class ActionGuard {
    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Switches switches;
    private final RecentActions recent;
    private final ResponseSettings settings;
    private final Instant now;

    ActionGuard(Switches switches, RecentActions recent, ResponseSettings settings, Instant now) {
        this.switches = switches;
        this.recent = recent;
        this.settings = settings;
        this.now = now;
    }

    /** A reason to wait, and until when at least. */
    record Hold(String reason, Instant until) {}

    Optional<Hold> check(Alarm alarm, ProductAction action) {
        return allowed(alarm, action).or(() -> paced(alarm, action));
    }

    private Optional<Hold> allowed(Alarm alarm, ProductAction action) {
        if (!switches.enabled() || switches.disabledProducts().contains(alarm.productId())) {
            return hold("switched-off", now.plus(SOON));
        }
        Optional<Instant> end = switches.maintenanceEnd(alarm.deviceId(), alarm.productId(), now);
        if (end.isPresent()) {
            return hold("maintenance", end.get());
        }
        DayHours quiet = new DayHours(switches.quietHours());
        boolean risky = action.risk() != ProductAction.Risk.LOW;
        return !quiet.isEmpty() && risky && quiet.covers(now, settings.zone())
                ? hold("quiet-hours", quiet.nextEnd(now, settings.zone()))
                : Optional.empty();
    }

    private Optional<Hold> paced(Alarm alarm, ProductAction action) {
        String device = alarm.deviceId();
        if (recent.isBusy(device, action.resource())) {
            return hold("busy", now.plus(SHORTLY));
        }
        Optional<Instant> rested =
                recent.lastForOther(device, action.id(), alarm.id()).map(last -> last.plus(action.cooldown()));
        if (rested.isPresent() && rested.get().isAfter(now)) {
            return hold("cooldown", rested.get());
        }
        if (recent.actionsToday(device) >= settings.actionsPerDay()) {
            return hold("device-limit", recent.oldest(device).plus(RecentActions.DAY));
        }
        return recent.lastMinute() >= settings.actionsPerMinute()
                ? hold("hub-limit", now.plus(SOON))
                : Optional.empty();
    }

    private static Optional<Hold> hold(String reason, Instant until) {
        return Optional.of(new Hold(reason, until));
    }
}
