package hub.adapters.schedule;

import java.time.Instant;

/**
 * What a schedule does next; kept in the schedule's row, so that whichever hub takes it knows.
 *
 * @param due the time in the timetable that is to be done next
 * @param failures how often that run has failed so far
 * @param askedBy who asked for a run by hand, empty when nobody did
 * @param askedFor the time that this run is done for, in place of a time in the timetable
 */
record Occurrence(Instant due, int failures, String askedBy, Instant askedFor) {

    static Occurrence at(Instant due) {
        return new Occurrence(due, 0, "", due);
    }

    boolean asked() {
        return !askedBy.isEmpty();
    }

    Occurrence asked(String by, Instant about) {
        return new Occurrence(due, failures, by, about);
    }

    Occurrence answered() {
        return new Occurrence(due, failures, "", due);
    }

    Occurrence failed() {
        return new Occurrence(due, failures + 1, "", due);
    }
}
