package hub.contract;

import java.util.Locale;
import java.util.Optional;

/**
 * One broken promise of one reading, said so that the owner of the device or of the product can mend it.
 *
 * @param field the field or metric, or empty when the whole message is meant
 * @param rule the rule: {@code required}, {@code type}, {@code range}, {@code enum}, {@code unknown-tag} ...
 * @param value the value that broke it, or null when there is none
 * @param offset where in the payload the value was read, in bytes, or -1 when that has no meaning
 * @param message what is wrong and what to do, one sentence
 */
public record ContractViolation(String field, String rule, Object value, int offset, String message) {

    /** A violation without a place in bytes. */
    public static ContractViolation of(String field, String rule, Object value, String message) {
        return new ContractViolation(field, rule, value, -1, message);
    }

    /** One line that carries all of it, as dead letters and the command line show it. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        line.append(field.isEmpty() ? "message" : field).append(": ").append(rule);
        Optional.ofNullable(value).ifPresent(found -> line.append(", value ").append(shortened(found)));
        if (offset >= 0) {
            line.append(String.format(Locale.ROOT, ", offset %d (0x%X)", offset, offset));
        }
        return line.append(": ").append(message).toString();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
