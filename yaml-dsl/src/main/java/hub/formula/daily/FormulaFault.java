package hub.formula.daily;

/**
 * One thing wrong with a formula's file, said so that its author finds the place and knows what to do.
 *
 * @param file the file
 * @param line from 1, or 0 when the whole file is meant
 * @param field the field, or empty
 * @param message what is wrong and what to do
 */
public record FormulaFault(String file, int line, String field, String message) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (field.isEmpty() ? "" : " " + field) + ": " + message;
    }
}
