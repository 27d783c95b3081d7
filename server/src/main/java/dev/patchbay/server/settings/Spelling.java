package dev.patchbay.server.settings;

import java.util.List;

/** Finds the root that was probably meant. */
final class Spelling {

    private static final int LONGEST_COMPARED = 64;
    private static final int MOST_EDITS = 3;

    private Spelling() {}

    /** The known root nearest to an unknown key; empty when none is near. */
    static String nearest(String key) {
        String[] steps = key.replaceAll("[\\[\\]]", "").split("\\.", 3);
        List<String> written =
                steps.length > 1
                        ? List.of(steps[0], steps[0] + "." + steps[1], "xpack." + steps[0])
                        : List.of(steps[0], "xpack." + steps[0]);
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String root : Roots.known()) {
            for (String text : written) {
                int edits = edits(shortened(text), root);
                if (edits < fewest && edits <= tolerated(text)) {
                    fewest = edits;
                    best = root;
                }
            }
        }
        return best;
    }

    /** A third of the last step: {@code ml} is not a misspelt {@code xy}. */
    private static int tolerated(String text) {
        int last = text.length() - text.lastIndexOf('.') - 1;
        return Math.min(MOST_EDITS, last / 3);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_COMPARED ? text : text.substring(0, LONGEST_COMPARED);
    }

    /** Levenshtein's distance. */
    static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = row[j];
                row[j] = least;
            }
        }
        return row[other.length()];
    }
}
