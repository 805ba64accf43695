package hub.product;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which word was meant, so that a typing error costs seconds. */
final class Spelling {

    private Spelling() {}

    /** The known word nearest to the one written, if any is near. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > 60) {
            return Optional.empty();
        }
        int tolerance = Math.max(1, Math.min(3, written.length() / 3));
        return known.stream()
                .filter(word -> distance(written, word) <= tolerance)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** " (did you mean 'x'?)" or a list of what is known. */
    static String advice(String written, Collection<String> known) {
        return nearest(written, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> "known are " + String.join(", ", known));
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int above = row[column];
                boolean same =
                        Character.toLowerCase(left.charAt(line - 1)) == Character.toLowerCase(right.charAt(column - 1));
                row[column] = Math.min(Math.min(above, row[column - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
