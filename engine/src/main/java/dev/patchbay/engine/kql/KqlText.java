package dev.patchbay.engine.kql;

import java.util.List;

/**
 * A value or the name of a field. Immutable.
 *
 * @param pieces what stands between the wildcards, which stand for any text; one piece = none
 * @param phrase whether it was quoted
 */
public record KqlText(List<String> pieces, boolean phrase) {

    /** Without wildcards. */
    public static KqlText of(String text) {
        return new KqlText(List.of(text), false);
    }

    /** Whether there is a wildcard in it. */
    public boolean wildcard() {
        return pieces.size() > 1;
    }

    /** Whether it is nothing but a wildcard. */
    public boolean anything() {
        return wildcard() && pieces.stream().allMatch(String::isEmpty);
    }

    /** As it was meant, a wildcard as {@code *}. */
    public String text() {
        return String.join("*", pieces);
    }

    /** Whether a whole text fits; upper and lower case differ. One pass, however many wildcards. */
    public boolean matches(String text) {
        String first = pieces.getFirst();
        String last = pieces.getLast();
        if (!wildcard()) {
            return text.equals(first);
        }
        if (text.length() < first.length() + last.length()
                || !text.startsWith(first)
                || !text.endsWith(last)) {
            return false;
        }
        int from = first.length();
        int end = text.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, from);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            from = found + piece.length();
        }
        return true;
    }
}
