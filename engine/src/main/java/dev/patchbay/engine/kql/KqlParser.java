package dev.patchbay.engine.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one query, by recursive descent. Belongs to one thread. */
final class KqlParser {

    /** Parentheses within each other; more is no query. */
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    KqlParser(String text) {
        this.text = text;
    }

    KqlParse parse() {
        try {
            blanks();
            if (at == text.length()) {
                return new KqlParse.Query(new Kql.All());
            }
            Kql query = alternatives(this::term);
            blanks();
            return at == text.length() ? new KqlParse.Query(query) : new KqlParse.Invalid(at);
        } catch (Unfit e) {
            return new KqlParse.Invalid(at);
        }
    }

    private Kql alternatives(Supplier<Kql> term) {
        return joined("or", () -> joined("and", () -> negated(term), Kql.And::new), Kql.Or::new);
    }

    private Kql joined(String word, Supplier<Kql> part, Function<List<Kql>, Kql> join) {
        List<Kql> parts = new ArrayList<>();
        parts.add(part.get());
        while (keywordAfterBlank(word)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.getFirst() : join.apply(List.copyOf(parts));
    }

    private Kql negated(Supplier<Kql> term) {
        blanks();
        if (keyword("not")) {
            at += "not".length();
            return new Kql.Not(term.get());
        }
        return term.get();
    }

    private Kql term() {
        blanks();
        if (take('(')) {
            return inside(')', this::term);
        }
        KqlText left = literal();
        blanks();
        if (take(':')) {
            blanks();
            return take('{') ? new Kql.Nested(left.text(), inside('}', this::term)) : value(left);
        }
        Optional<Kql.Comparison> comparison = comparison();
        if (comparison.isPresent()) {
            blanks();
            return new Kql.Range(left.text(), comparison.get(), literal().text());
        }
        return new Kql.Anywhere(left);
    }

    /** One value, or several in parentheses. */
    private Kql value(KqlText field) {
        blanks();
        return take('(') ? inside(')', () -> value(field)) : new Kql.Is(field, literal());
    }

    private Kql inside(char end, Supplier<Kql> term) {
        if (++depth > DEEPEST) {
            throw new Unfit();
        }
        Kql inner = alternatives(term);
        blanks();
        if (!take(end)) {
            throw new Unfit();
        }
        depth--;
        return inner;
    }

    private Optional<Kql.Comparison> comparison() {
        if (take('<')) {
            return Optional.of(take('=') ? Kql.Comparison.AT_MOST : Kql.Comparison.LESS);
        }
        if (take('>')) {
            return Optional.of(take('=') ? Kql.Comparison.AT_LEAST : Kql.Comparison.GREATER);
        }
        return Optional.empty();
    }

    private KqlText literal() {
        blanks();
        return take('"') ? quoted() : unquoted();
    }

    private KqlText quoted() {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new KqlText(List.of(value.toString()), true);
            }
            if (c == '\\' && at < text.length() && "\\\"trnu".indexOf(text.charAt(at)) >= 0) {
                value.append(escaped());
            } else {
                value.append(c);
            }
        }
        throw new Unfit();
    }

    /** Words with the blanks between them, up to what has a meaning. */
    private KqlText unquoted() {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int start = at;
        int kept = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
                escape(piece);
                kept = piece.length();
            } else if (c == '*') {
                at++;
                pieces.add(piece.toString());
                piece.setLength(0);
                kept = 0;
            } else if ("():<>\"{}".indexOf(c) >= 0 || keywordHere()) {
                break;
            } else {
                at++;
                piece.append(c);
                kept = blank(c) ? kept : piece.length();
            }
        }
        if (at == start) {
            throw new Unfit();
        }
        piece.setLength(kept);
        pieces.add(piece.toString());
        if (pieces.size() == 1 && pieces.getFirst().isEmpty()) {
            throw new Unfit();
        }
        return new KqlText(List.copyOf(pieces), false);
    }

    private void escape(StringBuilder piece) {
        for (String word : List.of("and", "or", "not")) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                piece.append(text, at, at + word.length());
                at += word.length();
                return;
            }
        }
        if (at < text.length() && "\\():<>\"*{}trnu".indexOf(text.charAt(at)) >= 0) {
            piece.append(escaped());
        } else {
            throw new Unfit();
        }
    }

    /** What follows a backslash. */
    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw new Unfit();
                }
                try {
                    char unit = (char) Integer.parseUnsignedInt(text, at, at + 4, 16);
                    at += 4;
                    yield unit;
                } catch (NumberFormatException e) {
                    throw new Unfit();
                }
            }
            default -> c;
        };
    }

    /** Whether {@code and}, {@code or} or {@code not} begins here, as a word. */
    private boolean keywordHere() {
        return at > 0
                && blank(text.charAt(at - 1))
                && (keyword("and") || keyword("or") || keyword("not"));
    }

    private boolean keywordAfterBlank(String word) {
        int before = at;
        blanks();
        boolean parted =
                at > 0 && (blank(text.charAt(at - 1)) || ")}\"*".indexOf(text.charAt(at - 1)) >= 0);
        if (parted && keyword(word)) {
            at += word.length();
            return true;
        }
        at = before;
        return false;
    }

    private boolean keyword(String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && end < text.length()
                && (blank(text.charAt(end)) || text.charAt(end) == '(');
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00a0';
    }

    /** Nothing fits here; no trace, it is a normal answer. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super(null, null, false, false);
        }
    }
}
