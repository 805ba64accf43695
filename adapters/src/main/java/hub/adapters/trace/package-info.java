/** The way of traces to an OpenTelemetry collector. */
package hub.adapters.trace;
