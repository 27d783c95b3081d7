package dev.patchbay.engine.template;

import dev.patchbay.sdk.schema.EscapeMode;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one string: the walk over its tokens. Used once, by one thread. */
final class Rendering {

    /** Unknown names that are kept for the author of a template. */
    static final int MOST_UNKNOWN = 100;

    private final EscapeMode mode;
    private final Map<String, Lambda> lambdas;
    private final Budget budget;
    private final Printer printer;
    private final Map<String, List<Token>> parsed = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> unknown;

    /**
     * @param unknown takes the names that no view has
     */
    Rendering(EscapeMode mode, Map<String, Lambda> lambdas, Budget budget, Set<String> unknown) {
        this.unknown = unknown;
        this.mode = mode;
        this.lambdas = lambdas;
        this.budget = budget;
        this.printer = new Printer(budget);
    }

    /**
     * The text of the tokens.
     *
     * @throws TemplateException when a limit is passed or a lambda's text does not parse
     */
    String render(List<Token> tokens, Scope scope) {
        Output out = budget.output();
        write(tokens, scope, out);
        return out.text();
    }

    /** What lambdas could not evaluate, so far. */
    List<String> warnings() {
        return warnings;
    }

    private void write(List<Token> tokens, Scope scope, Output out) {
        budget.enter();
        for (Token token : tokens) {
            budget.step();
            switch (token) {
                case Token.Text(String text) -> out.append(text);
                case Token.Value(Name name, boolean escaped) -> {
                    String text = printer.print(find(name, scope));
                    out.append(escaped ? Escapes.escape(mode, text) : text);
                }
                case Token.Section section -> section(section, scope, out);
            }
        }
        budget.leave();
    }

    private JsonNode find(Name name, Scope scope) {
        JsonNode value = scope.find(name, printer, budget);
        if (value.isMissingNode()
                && unknown.size() < MOST_UNKNOWN
                && !lambdas.containsKey(name.text())) {
            unknown.add(name.text());
        }
        return value;
    }

    private void section(Token.Section section, Scope scope, Output out) {
        JsonNode value = find(section.name(), scope);
        Lambda lambda = value.isMissingNode() ? lambdas.get(section.name().text()) : null;
        if (lambda != null) {
            if (!section.inverted()) {
                out.append(call(lambda, section.raw(), scope));
            }
        } else if (section.inverted()) {
            if (Values.isFalsy(value)) {
                write(section.body(), scope, out);
            }
        } else if (!Values.isFalsy(value)) {
            truthy(section, value, scope, out);
        }
    }

    private void truthy(Token.Section section, JsonNode value, Scope scope, Output out) {
        if (value.isArray()) {
            for (JsonNode element : value) {
                budget.step();
                write(section.body(), scope.push(element), out);
            }
        } else {
            write(section.body(), value.isBoolean() ? scope : scope.push(value), out);
        }
    }

    private String call(Lambda lambda, String text, Scope scope) {
        budget.characters(text.length());
        try {
            return lambda.apply(text, new Call(scope));
        } catch (LambdaFailure failure) {
            warnings.add("mustache render error: " + failure.text());
            return failure.text();
        }
    }

    private List<Token> parse(String text) {
        List<Token> known = parsed.get(text);
        if (known != null) {
            return known;
        }
        budget.characters(text.length());
        List<Token> tokens = Parser.parse(text);
        parsed.put(text, tokens);
        return tokens;
    }

    private final class Call implements LambdaCall {
        private final Scope scope;

        Call(Scope scope) {
            this.scope = scope;
        }

        @Override
        public String render(String text) {
            return Rendering.this.render(parse(text), scope);
        }

        @Override
        public JsonNode view() {
            return scope.view();
        }

        @Override
        public JsonNode property(JsonNode value, List<String> steps) {
            budget.charge(steps.size());
            return Scope.walk(value, steps, printer);
        }

        @Override
        public String print(JsonNode value) {
            return printer.print(value);
        }

        @Override
        public String json(JsonNode value) {
            return printer.json(value);
        }

        @Override
        public void charge(int steps) {
            budget.charge(steps);
        }
    }
}
