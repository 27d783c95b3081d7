package dev.patchbay.engine.template;

import dev.patchbay.sdk.schema.EscapeMode;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rendering of the texts of one action under one budget. Not thread-safe. */
final class TemplateSession {

    private final Templates templates;
    private final Map<String, Lambda> lambdas;
    private final Budget budget;
    private final TemplateVariables variables;
    private final Set<String> unknown = new LinkedHashSet<>();

    TemplateSession(
            Templates templates,
            Map<String, Lambda> lambdas,
            Budget budget,
            TemplateVariables variables) {
        this.templates = templates;
        this.lambdas = lambdas;
        this.budget = budget;
        this.variables = variables;
    }

    Rendered render(String source, EscapeMode mode) {
        Template template = templates.compile(source);
        if (template.isLiteral()) {
            return new Rendered(source, List.of());
        }
        Rendering rendering = new Rendering(mode, lambdas, budget, unknown);
        try {
            if (template.error().isPresent()) {
                throw new TemplateException(template.error().get());
            }
            budget.begin();
            String text = rendering.render(template.tokens(), variables.scope());
            return new Rendered(text, rendering.warnings());
        } catch (TemplateException e) {
            List<String> warnings = new ArrayList<>(rendering.warnings());
            String text = template.errorText(e.text());
            warnings.add(text);
            return new Rendered(text, warnings);
        }
    }

    /** The value of a name at the bottom of the stack; missing when there is none. */
    JsonNode variable(String name) {
        budget.begin();
        return variables.scope().find(Name.of(name), new Printer(budget), budget);
    }

    TemplateVariables variables() {
        return variables;
    }

    /** Names that no view had, in the order met, at most {@link Rendering#MOST_UNKNOWN}. */
    Set<String> unknown() {
        return unknown;
    }
}
