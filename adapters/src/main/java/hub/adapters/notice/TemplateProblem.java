package hub.adapters.notice;

/**
 * What is wrong in a template.
 *
 * @param file its name
 * @param line from 1
 * @param message what is wrong and what to do
 */
public record TemplateProblem(String file, int line, String message) {}
