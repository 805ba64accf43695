package hub;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Seven days of 200 devices of three customers, one of which moves on the fourth day, and ten of which tell one day late. */
final class SimulatedWeek {

    static final int DEVICES = 200;
    static final int DAYS = 7;
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    static final List<String> CUSTOMERS = List.of("week-seoul", "week-kolkata", "week-busan");
    static final List<String> ZONES = List.of("Asia/Seoul", "Asia/Kolkata", "Asia/Seoul");
    static final String MOVED = device(6);

    private static final Duration EVERY = Duration.ofMinutes(20);
    private static final int LATE_DEVICES = 10;
    private static final int LATE_DAY = 2;

    private final Instant begin;

    /** @param today the day after the day after the week, in Seoul */
    SimulatedWeek(LocalDate today) {
        this.begin = today.minusDays(DAYS + 1).atStartOfDay(SEOUL).toInstant();
    }

    static String device(int number) {
        return String.format(Locale.ROOT, "week-%03d", number);
    }

    static int customer(int number) {
        return number % CUSTOMERS.size();
    }

    Instant begin() {
        return begin;
    }

    Instant end() {
        return begin.plus(DAYS, ChronoUnit.DAYS);
    }

    /** When the moving device goes from the first customer to the second. */
    Instant moved() {
        return begin.plus(3, ChronoUnit.DAYS).plus(Duration.ofSeconds(47_843)).plusMillis(456);
    }

    int readings() {
        return (int) (DEVICES * Duration.between(begin(), end()).dividedBy(EVERY));
    }

    /** What a device sends in time, or what it sends late, as a CSV file; empty if nothing. */
    String csv(int number, boolean late) {
        StringBuilder lines = new StringBuilder("device_timestamp,tempC,rpm,vibration\n");
        Random random = new Random(number);
        int perDay = (int) Duration.ofDays(1).dividedBy(EVERY);
        boolean[] any = new boolean[1];
        IntStream.range(0, DAYS * perDay).forEach(index -> {
            Instant at = begin.plus(EVERY.multipliedBy(index)).plusMillis(number * 1013L);
            double tempC = (400 + random.nextInt(180)) / 10.0;
            int rpm = 900 + random.nextInt(200);
            double vibration = random.nextInt(200) / 100.0;
            boolean isLate = number < LATE_DEVICES && index / perDay == LATE_DAY;
            if (isLate == late) {
                any[0] = true;
                lines.append(at.toEpochMilli()).append(',').append(tempC).append(',');
                lines.append(rpm).append(',').append(vibration).append('\n');
            }
        });
        return any[0] ? lines.toString() : "";
    }
}
