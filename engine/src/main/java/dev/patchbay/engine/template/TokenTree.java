package dev.patchbay.engine.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The tags of a template in order, then as a tree. Two passes, because whether a text is kept is
 * known only at the end of its line. Not thread-safe.
 */
final class TokenTree {

    private sealed interface Item {}

    private record Literal(int from, int to) implements Item {}

    private record Value(Name name, boolean escaped) implements Item {}

    private record Open(Name name, boolean inverted, int bodyFrom) implements Item {}

    private record Close(int bodyTo) implements Item {}

    private final List<Item> items = new ArrayList<>();

    /** Adds text; the number is for {@link #drop(int)}. */
    int text(int from, int to) {
        items.add(new Literal(from, to));
        return items.size() - 1;
    }

    /** Takes a text back. */
    void drop(int text) {
        items.set(text, new Literal(0, 0));
    }

    void value(Name name, boolean escaped) {
        items.add(new Value(name, escaped));
    }

    void open(Name name, boolean inverted, int bodyFrom) {
        items.add(new Open(name, inverted, bodyFrom));
    }

    void close(int bodyTo) {
        items.add(new Close(bodyTo));
    }

    /** The tree; every open item has its close. */
    List<Token> build(String source) {
        Level level = new Level(null);
        Deque<Level> outer = new ArrayDeque<>();
        for (Item item : items) {
            switch (item) {
                case Literal(int from, int to) -> level.text.append(source, from, to);
                case Value(Name name, boolean escaped) -> level.add(new Token.Value(name, escaped));
                case Open opened -> {
                    outer.push(level);
                    level = new Level(opened);
                }
                case Close(int bodyTo) -> {
                    Token.Section section = level.section(source, bodyTo);
                    level = outer.pop();
                    level.add(section);
                }
            }
        }
        return level.finish();
    }

    private static final class Level {
        private final @Nullable Open opened;
        private final List<Token> tokens = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Level(@Nullable Open opened) {
            this.opened = opened;
        }

        void add(Token token) {
            flush();
            tokens.add(token);
        }

        List<Token> finish() {
            flush();
            return tokens;
        }

        Token.Section section(String source, int bodyTo) {
            Open open = Objects.requireNonNull(opened);
            return new Token.Section(
                    open.name, open.inverted, finish(), source, open.bodyFrom, bodyTo);
        }

        private void flush() {
            if (!text.isEmpty()) {
                tokens.add(new Token.Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
