package dev.patchbay.engine.template.hjson;

/** The text under the reader's eye, and where an error in it is. Not thread-safe. */
final class Source {

    /** No character: the end of the text. */
    static final char END = 0;

    private static final int EXCERPT = 20;

    private final String text;

    /** Index of the next character; goes on counting at the end of the text, as positions show. */
    private int next;

    private char current;

    /** Index of the first character of the line at hand. */
    private int lineStart;

    Source(String text) {
        this.text = text;
        advance();
    }

    /** The character at hand. */
    char current() {
        return current;
    }

    boolean atEnd() {
        return next > text.length();
    }

    char advance() {
        if (current == '\n') {
            lineStart = next;
        }
        current = next < text.length() ? text.charAt(next) : END;
        next++;
        return current;
    }

    /** The character after the one at hand. */
    char ahead() {
        return next < text.length() ? text.charAt(next) : END;
    }

    /** How many characters of its line stand before the one {@code back} before the one at hand. */
    int column(int back) {
        return next - 1 - back - lineStart;
    }

    int position() {
        return next;
    }

    void position(int value) {
        next = value;
    }

    /** Skips white space and comments. */
    void skipSpace() {
        while (!atEnd()) {
            if (current <= ' ') {
                advance();
            } else if (current == '#' || (current == '/' && ahead() == '/')) {
                while (!atEnd() && current != '\n') {
                    advance();
                }
            } else if (current == '/' && ahead() == '*') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        advance();
        advance();
        while (!atEnd() && !(current == '*' && ahead() == '/')) {
            advance();
        }
        if (!atEnd()) {
            advance();
            advance();
        }
    }

    HjsonException error(String message) {
        int here = next - 1;
        // A line break at the very start of the text is not counted, as in hjson-js.
        int lineStart = Math.max(text.lastIndexOf('\n', here), 0);
        int column = here - lineStart;
        long line = 1 + text.chars().limit(lineStart + 1L).skip(1).filter(c -> c == '\n').count();
        int from = Math.min(next - column, text.length());
        String excerpt = text.substring(from, Math.min(from + EXCERPT, text.length()));
        return new HjsonException(
                message + " at line " + line + "," + column + " >>>" + excerpt + " ...");
    }
}
