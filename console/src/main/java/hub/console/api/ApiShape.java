package hub.console.api;

import hub.decode.StandardShape;
import hub.message.Telemetry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows any record as the API spells it: {@code device_id} and its kind in snake case, times in ISO 8601 with
 * milliseconds, enums in lower case, bytes in hexadecimal, and what is empty is absent.
 */
public final class ApiShape {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Map<String, String> NAMES = Map.of(
            "deviceId", "device_id",
            "hubId", "hub_id",
            "siteId", "site_id",
            "alarmClass", "class");

    /** The value as maps, lists, texts, numbers and booleans, called from YAML; an empty {@link Optional} becomes null. */
    public Object of(Object value) {
        return shape(value);
    }

    /**
     * A page of a list.
     *
     * @param items the records of this page
     * @param next the cursor of the next page, or empty on the last
     */
    public Map<String, Object> page(Iterable<?> items, String next) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", list(items));
        if (next != null && !next.isEmpty()) {
            page.put("next", next);
        }
        return page;
    }

    static Object shape(Object value) {
        if (value instanceof Telemetry telemetry) {
            return StandardShape.toMap(telemetry);
        }
        if (value instanceof Record record) {
            return record(record);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(ApiShape::shape).orElse(null);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> shaped = new LinkedHashMap<>();
            map.forEach((key, each) -> shaped.put(String.valueOf(key), shape(each)));
            return shaped;
        }
        if (value instanceof Iterable<?> several) {
            return list(several);
        }
        return scalar(value);
    }

    private static Object scalar(Object value) {
        if (value instanceof Instant instant) {
            return TIME.format(instant);
        }
        if (value instanceof Date date) {
            return TIME.format(date.toInstant());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        return value;
    }

    private static List<Object> list(Iterable<?> several) {
        List<Object> shaped = new ArrayList<>();
        several.forEach(each -> shaped.add(shape(each)));
        return shaped;
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> shaped = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = shape(value(record, component));
            if (value != null && !"".equals(value)) {
                shaped.put(NAMES.getOrDefault(component.getName(), component.getName()), value);
            }
        }
        return shaped;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException hidden) {
            throw new IllegalStateException(
                    "the API cannot show " + record.getClass().getName() + "; make the record public", hidden);
        }
    }
}
