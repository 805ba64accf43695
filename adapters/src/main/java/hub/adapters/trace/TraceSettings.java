package hub.adapters.trace;

/**
 * Where traces go.
 *
 * @param endpoint the collector's address for traces, such as {@code http://collector:4318/v1/traces}; empty: nowhere
 * @param ratio which part of all traces is sent, 0 to 1; the trace id decides, so all hubs send the same ones
 * @param service the name under which this hub appears
 */
public record TraceSettings(String endpoint, double ratio, String service) {}
