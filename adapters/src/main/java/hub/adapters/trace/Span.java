package hub.adapters.trace;

import java.util.Map;

/**
 * One step of a message's way, in OpenTelemetry's words.
 *
 * <p>Its id follows from the trace, the step and what the step was about, so that a later step knows its parent without being told:
 * only the trace id has to travel, and it travels in every record of the stream.
 *
 * @param traceId 32 hexadecimal digits
 * @param name the step
 * @param key what it was about, such as the device; one step of one trace may be about several
 * @param parentName the step before, or empty for the first
 * @param parentKey what that was about
 * @param startMillis epoch milliseconds
 * @param endMillis epoch milliseconds
 * @param failed whether it went wrong
 * @param attributes what else there is to know
 */
public record Span(
        String traceId,
        String name,
        String key,
        String parentName,
        String parentKey,
        long startMillis,
        long endMillis,
        boolean failed,
        Map<String, String> attributes) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    String id() {
        return id(name, key);
    }

    String parentId() {
        return parentName.isEmpty() ? "" : id(parentName, parentKey);
    }

    /** FNV-1a of trace, step and key; never zero, which OpenTelemetry forbids. */
    private String id(String step, String about) {
        long hash = FNV_OFFSET;
        String text = traceId + '/' + step + '/' + about;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * FNV_PRIME;
        }
        return "%016x".formatted(hash == 0 ? 1 : hash);
    }
}
