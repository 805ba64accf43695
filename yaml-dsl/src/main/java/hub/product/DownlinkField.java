package hub.product;

import java.math.BigDecimal;
import java.util.List;

/**
 * A piece of an order's bytes.
 *
 * @param id the parameter it carries, {@link #EXECUTION}, or empty for fixed bytes
 * @param type how its value is written
 * @param size bytes; 0 for a text up to the end
 * @param order in which the bytes of a number go
 * @param scale what the number on the wire is multiplied with to give the parameter
 * @param offset what is added to that
 * @param contents the fixed bytes, each 0 to 255
 */
public record DownlinkField(
        String id,
        FieldType type,
        int size,
        WordOrder order,
        BigDecimal scale,
        BigDecimal offset,
        List<Integer> contents) {

    /** The field that carries the execution's short number, which the device gives back in its answer. */
    public static final String EXECUTION = "_execution";
}
