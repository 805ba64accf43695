package hub.master.source;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;

/**
 * A value of a column by which a source is followed, as it is remembered between two rounds.
 *
 * @param kind what the source has there
 * @param text how it is remembered
 */
record Mark(Kind kind, String text) implements Comparable<Mark> {

    private static final String OBJECT_ID = "ObjectId";

    /** What a source may have in such a column. */
    enum Kind {
        NUMBER,
        /** A time without a zone. */
        TIMESTAMP,
        INSTANT,
        OBJECT_ID,
        TEXT
    }

    /** The mark of a value as a driver hands it over. */
    static Mark of(Object value) {
        if (value instanceof Timestamp time) {
            return new Mark(Kind.TIMESTAMP, time.toLocalDateTime().toString());
        }
        if (value instanceof LocalDateTime time) {
            return new Mark(Kind.TIMESTAMP, time.toString());
        }
        if (value instanceof OffsetDateTime time) {
            return new Mark(Kind.INSTANT, time.toInstant().toString());
        }
        if (value instanceof java.sql.Date day) {
            return new Mark(Kind.TIMESTAMP, day.toLocalDate().atStartOfDay().toString());
        }
        if (value instanceof Date time) {
            return new Mark(Kind.INSTANT, time.toInstant().toString());
        }
        if (value instanceof Number number) {
            return new Mark(Kind.NUMBER, new BigDecimal(number.toString()).toPlainString());
        }
        boolean isObjectId = value.getClass().getSimpleName().equals(OBJECT_ID);
        return isObjectId ? new Mark(Kind.OBJECT_ID, value.toString()) : written(value.toString());
    }

    /** The mark that a setting or a JSON text means: a number, a time with or without a zone, or the text itself. */
    static Mark written(String text) {
        if (text.matches("-?\\d{1,30}(\\.\\d{1,20})?")) {
            return new Mark(Kind.NUMBER, text);
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            try {
                boolean local = text.matches("[^+Z]*T[^+Z-]*");
                return local
                        ? new Mark(Kind.TIMESTAMP, LocalDateTime.parse(text).toString())
                        : new Mark(
                                Kind.INSTANT,
                                OffsetDateTime.parse(text).toInstant().toString());
            } catch (DateTimeException noTime) {
                return new Mark(Kind.TEXT, text);
            }
        }
        return new Mark(Kind.TEXT, text);
    }

    /** As it is kept in the database. */
    String stored() {
        return kind + " " + text;
    }

    static Mark restored(String stored) {
        int blank = stored.indexOf(' ');
        return new Mark(Kind.valueOf(stored.substring(0, blank)), stored.substring(blank + 1));
    }

    /** As a parameter of SQL. */
    Object value() {
        return switch (kind) {
            case NUMBER -> number();
            case TIMESTAMP -> Timestamp.valueOf(LocalDateTime.parse(text));
            case INSTANT -> Timestamp.from(Instant.parse(text));
            case OBJECT_ID, TEXT -> text;
        };
    }

    private Object number() {
        BigDecimal number = new BigDecimal(text);
        boolean whole = number.scale() <= 0 && number.precision() <= 18;
        return whole ? (Object) number.longValueExact() : number;
    }

    /** As MongoDB's extended JSON. */
    String json() {
        return switch (kind) {
            case NUMBER -> text;
            case INSTANT -> "{\"$date\": \"" + text + "\"}";
            case OBJECT_ID -> "{\"$oid\": \"" + text + "\"}";
            case TIMESTAMP -> "\"" + text + "\"";
            case TEXT -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }

    /** Somewhat earlier, because what is committed late may have an earlier mark: so many seconds, or so many of a number. */
    Mark back(long overlap) {
        Duration earlier = Duration.ofSeconds(overlap);
        return switch (kind) {
            case NUMBER ->
                new Mark(
                        kind,
                        new BigDecimal(text)
                                .subtract(BigDecimal.valueOf(overlap))
                                .toPlainString());
            case TIMESTAMP ->
                new Mark(kind, LocalDateTime.parse(text).minus(earlier).toString());
            case INSTANT -> new Mark(kind, Instant.parse(text).minus(earlier).toString());
            case OBJECT_ID, TEXT -> this;
        };
    }

    /** When it was, epoch milliseconds; 0 when it is no moment. */
    long millis() {
        return kind == Kind.INSTANT ? Instant.parse(text).toEpochMilli() : 0;
    }

    @Override
    public int compareTo(Mark other) {
        if (kind != other.kind) {
            return 1;
        }
        return switch (kind) {
            case NUMBER -> new BigDecimal(text).compareTo(new BigDecimal(other.text));
            case TIMESTAMP -> LocalDateTime.parse(text).compareTo(LocalDateTime.parse(other.text));
            case INSTANT -> Instant.parse(text).compareTo(Instant.parse(other.text));
            case OBJECT_ID, TEXT -> text.compareTo(other.text);
        };
    }
}
