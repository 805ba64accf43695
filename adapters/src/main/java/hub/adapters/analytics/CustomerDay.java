package hub.adapters.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** One product's day of one customer, whose figures were computed. */
public record CustomerDay(String customerId, String productId, LocalDate day) {

    long begins(ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    long ends(ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    static LocalDate at(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
