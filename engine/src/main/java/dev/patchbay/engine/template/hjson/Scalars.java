package dev.patchbay.engine.template.hjson;

import dev.patchbay.engine.template.js.JsSpace;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Strings, numbers and words of Hjson. Used with its source, by one thread. */
final class Scalars {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]*+)?|-\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    private static final String ESCAPES = "\"'\\/bfnrt";
    private static final String ESCAPED = "\"'\\/\b\f\n\r\t";

    private final Source source;

    Scalars(Source source) {
        this.source = source;
    }

    /** A string in quotes, or a block in three single quotes. */
    JsonNode quotedOrBlock() {
        char quote = source.current();
        String text = quoted();
        boolean block = quote == '\'' && source.current() == '\'' && text.isEmpty();
        return StringNode.valueOf(block ? block() : text);
    }

    /** A string in quotes. */
    String quoted() {
        char quote = source.current();
        StringBuilder text = new StringBuilder();
        source.advance();
        while (!source.atEnd()) {
            char c = source.current();
            if (c == quote) {
                source.advance();
                return text.toString();
            }
            if (c == '\n' || c == '\r') {
                throw source.error("Bad string containing newline");
            }
            text.append(c == '\\' ? escaped() : c);
            source.advance();
        }
        throw source.error("Bad string");
    }

    private char escaped() {
        char c = source.advance();
        if (c == 'u') {
            return unicode();
        }
        int known = source.atEnd() ? -1 : ESCAPES.indexOf(c);
        if (known < 0) {
            throw source.error("Bad string");
        }
        return ESCAPED.charAt(known);
    }

    private char unicode() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = source.advance();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw source.error("Bad \\u char " + (source.atEnd() ? "" : c));
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    /** A block: the indentation of its opening quotes is taken off every line. */
    private String block() {
        int indent = source.column(2);
        source.advance();
        while (!source.atEnd() && source.current() <= ' ' && source.current() != '\n') {
            source.advance();
        }
        if (source.current() == '\n') {
            source.advance();
            skipIndent(indent);
        }
        StringBuilder text = new StringBuilder();
        int quotes = 0;
        while (!source.atEnd()) {
            char c = source.current();
            source.advance();
            if (c == '\'') {
                if (++quotes == 3) {
                    return withoutLastBreak(text);
                }
                continue;
            }
            text.repeat("'", quotes);
            quotes = 0;
            if (c != '\r') {
                text.append(c);
            }
            if (c == '\n') {
                skipIndent(indent);
            }
        }
        throw source.error("Bad multiline string");
    }

    private void skipIndent(int indent) {
        for (int i = indent; i > 0 && !source.atEnd(); i--) {
            if (source.current() > ' ' || source.current() == '\n') {
                return;
            }
            source.advance();
        }
    }

    private static String withoutLastBreak(StringBuilder text) {
        int last = text.length() - 1;
        return last >= 0 && text.charAt(last) == '\n' ? text.substring(0, last) : text.toString();
    }

    /** A number or word up to punctuation or a comment, else text up to the end of the line. */
    JsonNode quoteless() {
        StringBuilder text = new StringBuilder();
        boolean checked = false;
        do {
            if (!source.atEnd()) {
                text.append(source.current());
            }
            char c = source.advance();
            boolean lineEnds = source.atEnd() || c == '\n' || c == '\r';
            if (lineEnds || (!checked && endsValue(c))) {
                JsonNode value = numberOrWord(JsSpace.trim(text.toString()));
                if (value != null) {
                    return value;
                }
                // Longer text can be no number or word either: punctuation is in none.
                checked = true;
            }
            if (lineEnds) {
                return StringNode.valueOf(JsSpace.trim(text.toString()));
            }
        } while (true);
    }

    private boolean endsValue(char c) {
        return c == ','
                || c == '}'
                || c == ']'
                || c == '#'
                || (c == '/' && (source.ahead() == '/' || source.ahead() == '*'));
    }

    private static @Nullable JsonNode numberOrWord(String text) {
        return switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            default -> NUMBER.matcher(text).matches() ? number(text) : null;
        };
    }

    private static @Nullable JsonNode number(String text) {
        if (text.length() <= 20 && text.matches("-?[0-9]+")) {
            BigInteger integer = new BigInteger(text);
            return integer.signum() == 0 ? DoubleNode.valueOf(0) : BigIntegerNode.valueOf(integer);
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : null;
    }
}
