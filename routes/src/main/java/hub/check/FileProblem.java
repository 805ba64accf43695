package hub.check;

import java.util.Comparator;

/**
 * What is wrong in an editable file, where, and what to do; the one form in which check, reload and API report it.
 *
 * @param file the file, relative to the hub's home where it lies below it
 * @param line the line, from 1, or 0 when the problem concerns the whole file
 * @param message what is wrong and what to do
 * @param warning whether the file may be used nevertheless
 */
public record FileProblem(String file, int line, String message, boolean warning) implements Comparable<FileProblem> {

    private static final Comparator<FileProblem> ORDER = Comparator.comparing(FileProblem::file)
            .thenComparingInt(FileProblem::line)
            .thenComparing(FileProblem::message);

    /** A problem that keeps the file from being used. */
    public static FileProblem error(String file, int line, String message) {
        return new FileProblem(file, line, message, false);
    }

    /** A problem that should be mended but does not keep the file from being used. */
    public static FileProblem warning(String file, int line, String message) {
        return new FileProblem(file, line, message, true);
    }

    @Override
    public int compareTo(FileProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: message}, the form editors and terminals can jump to. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return place + ": " + (warning ? "warning: " : "") + message;
    }
}
