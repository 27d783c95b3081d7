package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsSpace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a template (templating.md, sections 2.1, 2.2, 2.4). Linear in the length of the text, no
 * recursion. Used once, by one thread.
 */
final class Parser {

    private static final String SIGILS = "#^/>{&=!";

    private final String text;
    private final TokenTree tree = new TokenTree();
    private final Line line = new Line();
    private final Deque<String> open = new ArrayDeque<>();
    private Delimiters delimiters = Delimiters.DEFAULT;
    private int position;

    private Parser(String text) {
        this.text = text;
    }

    /**
     * The tokens of a text.
     *
     * @throws TemplateException with the text of section 2.2
     */
    static List<Token> parse(String text) {
        return new Parser(text).parse();
    }

    private List<Token> parse() {
        while (position < text.length()) {
            int tag = text.indexOf(delimiters.open(), position);
            literal(position, tag < 0 ? text.length() : tag);
            if (tag < 0) {
                break;
            }
            tag(tag);
        }
        line.end();
        String unclosed = open.peek();
        if (unclosed != null) {
            throw unclosedSection(unclosed, text.length());
        }
        return tree.build(text);
    }

    /** Text without tags, cut after each line break. */
    private void literal(int from, int to) {
        int start = from;
        while (start < to) {
            int lineBreak = text.indexOf('\n', start, to);
            int end = lineBreak < 0 ? to : lineBreak + 1;
            line.text(tree.text(start, end), JsSpace.isBlank(text, start, end));
            if (lineBreak >= 0) {
                line.end();
            }
            start = end;
        }
        position = to;
    }

    private void tag(int start) {
        position = JsSpace.skip(text, start + delimiters.open().length(), text.length());
        char sigil = sigil();
        position = JsSpace.skip(text, position, text.length());
        String name =
                switch (sigil) {
                    case '=' -> delimiterSpec();
                    case '{' -> upTo("}" + delimiters.close(), 1);
                    default -> upTo(delimiters.close(), 0);
                };
        if (!text.startsWith(delimiters.close(), position)) {
            throw new TemplateException("Unclosed tag at " + position);
        }
        position += delimiters.close().length();
        line.tag(sigil == 0 || sigil == '{' || sigil == '&');
        accept(sigil, name, start);
    }

    private void accept(char sigil, String name, int start) {
        switch (sigil) {
            case '#', '^' -> {
                open.push(name);
                tree.open(Name.of(name), sigil == '^', position);
            }
            case '/' -> close(name, start);
            case '=' -> delimiters = Delimiters.parse(name);
            case '>', '!' -> {
                // Partials are never given, so they are nothing, like comments.
            }
            default -> tree.value(Name.of(name), sigil == 0);
        }
    }

    private void close(String name, int start) {
        String innermost = open.poll();
        if (innermost == null) {
            throw new TemplateException("Unopened section \"" + name + "\" at " + start);
        }
        if (!innermost.equals(name)) {
            throw unclosedSection(innermost, start);
        }
        tree.close(start);
    }

    /** The sigil at the position, or 0. */
    private char sigil() {
        if (position < text.length() && SIGILS.indexOf(text.charAt(position)) >= 0) {
            return text.charAt(position++);
        }
        return 0;
    }

    /** What stands before {@code end}, which is then skipped up to its last delimiter. */
    private String upTo(String end, int skipped) {
        int found = text.indexOf(end, position);
        int from = position;
        if (found < 0) {
            position = text.length();
            return text.substring(from);
        }
        position = found + skipped;
        return text.substring(from, JsSpace.trimEnd(text, from, found));
    }

    private String delimiterSpec() {
        int from = position;
        int equals = text.indexOf('=', position);
        int close = equals < 0 ? -1 : text.indexOf(delimiters.close(), equals + 1);
        position = close < 0 ? text.length() : close;
        return equals < 0
                ? text.substring(from)
                : text.substring(from, JsSpace.trimEnd(text, from, equals));
    }

    private static TemplateException unclosedSection(String name, int position) {
        return new TemplateException("Unclosed section \"" + name + "\" at " + position);
    }

    /** The line that is being read: it vanishes when it holds nothing but space and silent tags. */
    private final class Line {
        private final List<Integer> spaces = new ArrayList<>();
        private boolean hasTag;
        private boolean hasContent;

        void text(int token, boolean blank) {
            hasContent |= !blank;
            spaces.add(token);
        }

        void tag(boolean prints) {
            hasTag = true;
            hasContent |= prints;
        }

        void end() {
            if (hasTag && !hasContent) {
                spaces.forEach(tree::drop);
            }
            spaces.clear();
            hasTag = false;
            hasContent = false;
        }
    }
}
