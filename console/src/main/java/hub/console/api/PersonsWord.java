package hub.console.api;

import hub.message.AlarmTransition;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** What a person says about an alarm: when, and in which words it enters the alarm's history. */
public final class PersonsWord {

    private final Clock clock;

    /** @param clock tells when it was said */
    public PersonsWord(Clock clock) {
        this.clock = clock;
    }

    /** The comment in a request's body, or empty. */
    public String of(Map<String, Object> body) {
        Object comment = body == null ? null : body.get("comment");
        return comment == null ? "" : comment.toString().strip();
    }

    /** Now, for the judge. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * A line of history that changes no state.
     *
     * @param user who
     * @param comment what was said, or empty for a bare acknowledgement
     * @param state the alarm's state
     */
    public AlarmTransition noted(String user, String comment, String state) {
        return new AlarmTransition(clock.instant(), state, state, user, comment.isEmpty() ? "acknowledged" : comment);
    }
}
