package hub.rules;

/**
 * How one case of a table came out.
 *
 * @param name what the analyst calls it
 * @param place the file and line where it begins
 * @param passed whether every reading brought exactly the expected transitions
 * @param message empty when passed, else what was expected and what came instead, by line
 */
public record CaseResult(String name, String place, boolean passed, String message) {}
