package hub.adapters.response;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where the answer to an alarm stands. */
enum ResponseState {
    NEW,
    PLANNED,
    HELD,
    WAITING_APPROVAL,
    ACTING,
    VERIFYING,
    WATCHING,
    NOT_RECOVERED,
    ESCALATED,
    DISPATCHED,
    RESOLVED,
    VERIFIED,
    OVER,
    CLOSED;

    private static final Set<ResponseState> ENDED = EnumSet.of(VERIFIED, OVER, CLOSED);
    private static final Set<ResponseState> BUSY = EnumSet.of(ACTING, VERIFYING, RESOLVED);
    private static final Set<ResponseState> IDLE = EnumSet.of(WATCHING, NOT_RECOVERED, ESCALATED);

    boolean isEnded() {
        return ENDED.contains(this);
    }

    /** Whether something is going on that must not be disturbed. */
    boolean isBusy() {
        return BUSY.contains(this);
    }

    /** Whether nothing is going on or waiting, so that only people can help. */
    boolean isIdle() {
        return IDLE.contains(this);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
