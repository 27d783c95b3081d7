package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.schema.Path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders {@code {{config.url}}}. There is no logic in it, and what is inserted is
 * never read again: a value with braces stays a value.
 */
record Template(List<Part> parts) {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*}}");

    Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    sealed interface Part {}

    /** Text of the file. */
    record Literal(String text) implements Part {}

    /** What the run puts in. */
    record Placeholder(Ref ref) implements Part {}

    static Template parse(String text, Scope scope, Path where) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literal(text.substring(from, matcher.start()), where, parts);
            parts.add(new Placeholder(scope.ref(matcher.group(1), where)));
            from = matcher.end();
        }
        literal(text.substring(from), where, parts);
        return new Template(parts);
    }

    private static void literal(String text, Path where, List<Part> parts) {
        if (text.contains("{{") || text.contains("}}")) {
            throw new SpecFault(where, "a placeholder is {{config.name}} and nothing else");
        }
        if (!text.isEmpty()) {
            parts.add(new Literal(text));
        }
    }

    /** The only placeholder of a template that is nothing else. */
    Optional<Ref> single() {
        return parts.size() == 1 && parts.getFirst() instanceof Placeholder(Ref ref)
                ? Optional.of(ref)
                : Optional.empty();
    }

    /** Every name that is used. */
    List<Ref> refs() {
        List<Ref> refs = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Placeholder(Ref ref)) {
                refs.add(ref);
            }
        }
        return refs;
    }

    /** Whether every placeholder has a value: credentials that are left out are not sent. */
    boolean complete(Values values) {
        return refs().stream().allMatch(ref -> Values.present(values.of(ref)));
    }

    /** The text; empty when the template is one placeholder and there is nothing to put in. */
    Optional<String> text(Values values) {
        if (single().filter(ref -> !Values.present(values.of(ref))).isPresent()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String literal) -> text.append(literal);
                case Placeholder(Ref ref) -> text.append(Values.text(values.of(ref)));
            }
        }
        return Optional.of(text.toString());
    }
}
