package hub.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One case of a route: given this message, and these answers of everything around the route, then this happens.
 *
 * @param name what is shown, in words
 * @param line where it begins
 * @param given the message: {@code body}, {@code frames} or {@code telemetry}, and {@code headers}, {@code properties}
 * @param answers what endpoints and beans answer, by name
 * @param expect what must have happened: {@code body}, {@code headers}, {@code fails}, {@code sent}
 */
record RouteCase(String name, int line, JsonNode given, JsonNode answers, JsonNode expect) {}
