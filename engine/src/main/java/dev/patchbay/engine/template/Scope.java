package dev.patchbay.engine.template;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * The stack of views that names are looked up in; the bottom one is the variable map. Immutable.
 */
record Scope(JsonNode view, @Nullable Scope outer) {

    /** With one more view on top. */
    Scope push(JsonNode inner) {
        return new Scope(inner, this);
    }

    /** The value of a name; a missing node when no view has it. */
    JsonNode find(Name name, Printer printer, Budget budget) {
        if (name.isCurrent()) {
            return view;
        }
        for (Scope scope = this; scope != null; scope = scope.outer) {
            budget.charge(name.steps().size());
            JsonNode value = walk(scope.view, name.steps(), printer);
            if (!value.isMissingNode()) {
                return value;
            }
        }
        return Values.MISSING;
    }

    /** The value that the steps lead to; a missing node when there is none. */
    static JsonNode walk(JsonNode view, List<String> steps, Printer printer) {
        if (steps.size() == 1) {
            return Values.property(view, steps.getFirst(), printer);
        }
        JsonNode value = view;
        for (String step : steps) {
            value = Values.step(value, step, printer);
            if (value.isMissingNode()) {
                return value;
            }
        }
        return value;
    }
}
