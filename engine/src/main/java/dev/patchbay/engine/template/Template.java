package dev.patchbay.engine.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A parsed template (contract/templating.md, section 2). Immutable and thread-safe; rendered by
 * {@link Templates}. A text that does not parse is a template, too: one that renders as its error.
 */
public final class Template {

    private final String source;
    private final List<Token> tokens;
    private final @Nullable String error;

    private Template(String source, List<Token> tokens, @Nullable String error) {
        this.source = source;
        this.tokens = tokens;
        this.error = error;
    }

    /** Parses a text; linear in its length, never throws for what it holds. */
    public static Template compile(String source) {
        try {
            return new Template(source, Parser.parse(source), null);
        } catch (TemplateException e) {
            return new Template(source, List.of(), e.text());
        }
    }

    /** The text that was parsed. */
    public String source() {
        return source;
    }

    /** Why it does not parse, such as {@code Unclosed tag at 4}. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Whether it has no tag, so that it always renders as itself. */
    boolean isLiteral() {
        if (error != null || source.isEmpty()) {
            return error == null;
        }
        return tokens.size() == 1
                && tokens.getFirst() instanceof Token.Text(String text)
                && text.equals(source);
    }

    List<Token> tokens() {
        return tokens;
    }

    /** {@code error rendering mustache template "…": …} (section 2.3). */
    String errorText(String reason) {
        return "error rendering mustache template \"" + source + "\": " + reason;
    }
}
