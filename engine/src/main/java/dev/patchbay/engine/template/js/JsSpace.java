package dev.patchbay.engine.template.js;

/** White space as JavaScript's {@code \s} and {@code String.prototype.trim} see it. */
public final class JsSpace {

    private JsSpace() {}

    /** {@code \\s}. */
    public static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\r', '\u000b', '\f', '\u00a0', '\u1680' -> true;
            case '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff' -> true;
            default -> c >= '\u2000' && c <= '\u200a';
        };
    }

    /** Whether a part of a text is nothing but space. */
    public static boolean isBlank(String text, int from, int to) {
        return skip(text, from, to) == to;
    }

    /** The first index from {@code from} that is no space, at most {@code to}. */
    public static int skip(String text, int from, int to) {
        int i = from;
        while (i < to && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The end of the text before {@code end} without trailing space, at least {@code from}. */
    public static int trimEnd(String text, int from, int end) {
        int i = end;
        while (i > from && isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** {@code text.trim()}. */
    public static String trim(String text) {
        int from = skip(text, 0, text.length());
        return text.substring(from, trimEnd(text, from, text.length()));
    }
}
