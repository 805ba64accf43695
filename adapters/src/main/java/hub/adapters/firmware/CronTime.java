package hub.adapters.firmware;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * When a maintenance window opens, in AWS's words: {@code cron(minutes hours day-of-month month day-of-week year)} in UTC,
 * with {@code * ? , - /} and names of months and days (SUN is 1).
 *
 * <p>Format: <a href="https://docs.aws.amazon.com/iot/latest/developerguide/jobs-configurations-details.html">job
 * configurations</a>.
 */
final class CronTime {

    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final BitSet years;

    /** @throws IllegalArgumentException when the text is no such expression */
    CronTime(String text) {
        this.text = text;
        String[] fields = text.replaceFirst("^cron\\((.*)\\)$", "$1").trim().split("\\s+");
        if (fields.length != 6) {
            throw new IllegalArgumentException("'" + text
                    + "' must be cron(minutes hours day-of-month month day-of-week year), such as cron(0 2 ? * SUN *)");
        }
        minutes = field(fields[0], 0, 59, List.of());
        hours = field(fields[1], 0, 23, List.of());
        days = field(fields[2], 1, 31, List.of());
        months = field(fields[3], 1, 12, MONTHS);
        weekdays = field(fields[4], 1, 7, DAYS);
        years = field(fields[5], 1970, 2199, List.of());
    }

    boolean opensAt(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return minutes.get(time.getMinute())
                && hours.get(time.getHour())
                && days.get(time.getDayOfMonth())
                && months.get(time.getMonthValue())
                && weekdays.get(time.getDayOfWeek().getValue() % 7 + 1)
                && years.get(time.getYear());
    }

    private BitSet field(String field, int lowest, int highest, List<String> names) {
        BitSet values = new BitSet();
        for (String part : field.toUpperCase(Locale.ROOT).split(",")) {
            String[] stepped = part.split("/", 2);
            boolean any = stepped[0].equals("*") || stepped[0].equals("?");
            String[] range = stepped[0].split("-", 2);
            int first = any ? lowest : number(range[0], lowest, names);
            int last = any || stepped.length == 2 && range.length == 1
                    ? highest
                    : number(range[range.length - 1], lowest, names);
            int step = stepped.length == 2 ? number(stepped[1], 0, List.of()) : 1;
            if (first < lowest || last > highest || first > last || step < 1) {
                throw new IllegalArgumentException("'" + part + "' in '" + text + "' is out of range");
            }
            for (int value = first; value <= last; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private int number(String word, int lowest, List<String> names) {
        if (names.contains(word)) {
            return names.indexOf(word) + lowest;
        }
        if (!word.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("'" + word + "' in '" + text + "' is no number");
        }
        return Integer.parseInt(word);
    }

    @Override
    public String toString() {
        return text;
    }
}
