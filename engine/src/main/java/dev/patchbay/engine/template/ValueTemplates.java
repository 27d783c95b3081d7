package dev.patchbay.engine.template;

import dev.patchbay.sdk.connector.ValueRenderer;
import dev.patchbay.sdk.schema.EscapeMode;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/**
 * The second renderer, for the URL and JSON templates of {@code .cases-webhook} (templating.md,
 * section 9): all brace forms insert the value as the connector encoded it; keys with dots stay, no
 * lambdas. Thread-safe.
 */
final class ValueTemplates implements ValueRenderer {

    private final Templates templates;

    ValueTemplates(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String render(String template, ObjectNode encodedValues) {
        return templates
                .session(TemplateVariables.plain(encodedValues), Map.of())
                .render(template, EscapeMode.NONE)
                .text();
    }
}
