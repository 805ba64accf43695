package hub.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, so that a problem can say what to write instead. */
final class Spelling {

    private Spelling() {}

    /** The known word within two edits (three for long words), nearest first. */
    static Optional<String> nearest(String word, Collection<String> known) {
        int limit = word.length() > 8 ? 3 : word.length() > 3 ? 2 : 1;
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's edit distance, upper and lower case being equal. */
    private static int distance(String first, String second) {
        String left = first.toLowerCase(Locale.ROOT);
        String right = second.toLowerCase(Locale.ROOT);
        int[] costs = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            costs[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int diagonal = costs[0];
            costs[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replace = diagonal + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.min(replace, 1 + Math.min(costs[column], costs[column - 1]));
            }
        }
        return costs[right.length()];
    }
}
