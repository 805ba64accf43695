package hub.console.api;

import hub.message.AlarmAct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person does to an alarm through the API: when, and in which words it enters the alarm's history. */
public final class PersonsWord {
    private static final Duration LONGEST_SHELVING = Duration.ofDays(7);

    private final Clock clock;

    /** @param clock tells when it was said */
    public PersonsWord(Clock clock) {
        this.clock = clock;
    }

    private static String of(Map<String, Object> body) {
        Object comment = body == null ? null : body.get("comment");
        return comment == null ? "" : comment.toString().strip();
    }

    /** A person has seen the alarm, and may have said something about it. */
    public List<AlarmAct> acknowledged(Map<String, Object> alarm, String user, Map<String, Object> request) {
        String comment = of(request);
        List<AlarmAct> acts = new ArrayList<>();
        acts.add(act(alarm, AlarmAct.Kind.ACKNOWLEDGE, user, ""));
        if (!comment.isEmpty()) {
            acts.add(act(alarm, AlarmAct.Kind.COMMENT, user, comment));
        }
        return acts;
    }

    /** A person declares the alarm over. */
    public List<AlarmAct> cleared(Map<String, Object> alarm, String user, Map<String, Object> request) {
        String comment = of(request);
        return List.of(act(alarm, AlarmAct.Kind.CLEAR, user, comment.isEmpty() ? "cleared by hand" : comment));
    }

    /**
     * A person says something about the alarm.
     *
     * @throws IllegalArgumentException when nothing was said
     */
    public List<AlarmAct> commented(Map<String, Object> alarm, String user, Map<String, Object> request) {
        String comment = of(request);
        if (comment.isEmpty()) {
            throw new IllegalArgumentException("comment: say something, {\"comment\":\"...\"}");
        }
        return List.of(act(alarm, AlarmAct.Kind.COMMENT, user, comment));
    }

    /**
     * A person silences the alarm for a time; it is still judged. A time that is over ends the shelving.
     *
     * @param request {@code until}, ISO 8601, at most seven days ahead, and perhaps {@code comment}
     * @throws IllegalArgumentException when the time cannot be read or is too far ahead
     */
    public List<AlarmAct> shelved(Map<String, Object> alarm, String user, Map<String, Object> request) {
        Instant end = instant(String.valueOf(request.get("until")));
        String comment = of(request);
        if (end.isAfter(clock.instant().plus(LONGEST_SHELVING))) {
            throw new IllegalArgumentException("until: at most " + LONGEST_SHELVING.toDays() + " days ahead");
        }
        String cause = "shelved until " + end + (comment.isEmpty() ? "" : ": " + comment);
        return List.of(act(alarm, AlarmAct.Kind.SHELVE, user, cause, Optional.of(end)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    "until: '" + text + "' is no ISO 8601 time such as 2026-11-21T10:00:00Z");
        }
    }

    private AlarmAct act(Map<String, Object> alarm, AlarmAct.Kind kind, String user, String cause) {
        return act(alarm, kind, user, cause, Optional.empty());
    }

    private AlarmAct act(
            Map<String, Object> alarm, AlarmAct.Kind kind, String user, String cause, Optional<Instant> until) {
        return new AlarmAct(
                UUID.randomUUID().toString(),
                alarm.get("id").toString(),
                alarm.get("device_id").toString(),
                kind,
                Optional.empty(),
                clock.instant(),
                user,
                cause,
                until,
                Map.of());
    }
}
