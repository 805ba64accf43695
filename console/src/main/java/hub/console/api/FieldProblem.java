package hub.console.api;

/** One thing that is wrong with a request. */
public record FieldProblem(String field, String message) {}
