package hub.adapters.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When one technician works.
 *
 * @param zone where the shifts' times are meant
 * @param shifts every week
 * @param leaves when not, all the same
 */
record Roster(ZoneId zone, List<Shift> shifts, List<Span> leaves) {

    private static final int DAYS_AHEAD = 7;

    /** A shift of every week; one that ends before it starts ends on the next day. */
    record Shift(int day, LocalTime starts, LocalTime ends) {}

    /** From a moment until just before another. */
    record Span(Instant from, Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** The first moment at work, not before the given one; empty when there is none within a week. */
    Optional<Instant> availableFrom(Instant earliest) {
        return working(earliest).stream()
                .map(Span::from)
                .map(from -> from.isBefore(earliest) ? earliest : from)
                .findFirst();
    }

    boolean works(Instant at) {
        return working(at).stream().anyMatch(span -> span.contains(at));
    }

    private List<Span> working(Instant from) {
        List<Span> spans = new ArrayList<>();
        LocalDate today = from.atZone(zone).toLocalDate();
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate date = today.plusDays(ahead);
            for (Shift shift : shifts) {
                if (shift.day() == date.getDayOfWeek().getValue()) {
                    spans.addAll(withoutLeave(span(date, shift)));
                }
            }
        }
        return spans.stream()
                .filter(span -> span.to().isAfter(from))
                .sorted(Comparator.comparing(Span::from))
                .toList();
    }

    private Span span(LocalDate date, Shift shift) {
        LocalDate lastDay = shift.ends().isAfter(shift.starts()) ? date : date.plusDays(1);
        return new Span(
                date.atTime(shift.starts()).atZone(zone).toInstant(),
                lastDay.atTime(shift.ends()).atZone(zone).toInstant());
    }

    private List<Span> withoutLeave(Span shift) {
        List<Span> rest = List.of(shift);
        for (Span leave : leaves) {
            rest = rest.stream().flatMap(span -> cut(span, leave).stream()).toList();
        }
        return rest;
    }

    private static List<Span> cut(Span span, Span leave) {
        if (!leave.from().isBefore(span.to()) || !leave.to().isAfter(span.from())) {
            return List.of(span);
        }
        List<Span> rest = new ArrayList<>();
        if (leave.from().isAfter(span.from())) {
            rest.add(new Span(span.from(), leave.from()));
        }
        if (leave.to().isBefore(span.to())) {
            rest.add(new Span(leave.to(), span.to()));
        }
        return rest;
    }
}
