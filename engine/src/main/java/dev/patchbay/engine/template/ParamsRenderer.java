package dev.patchbay.engine.template;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.ParamsRendering;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * Renders the params of a rule action or a delivery as its type declares (contract/templating.md,
 * sections 1 and 5), before they are stored. Direct executions are not rendered, and system types
 * never. Thread-safe.
 */
public final class ParamsRenderer {

    private final Templates templates;

    /** A renderer over these templates. */
    public ParamsRenderer(Templates templates) {
        this.templates = templates;
    }

    /**
     * The rendered params; what is given is not changed. Never throws for what params and variables
     * hold: an error becomes the text of the string that has it, and a warning.
     */
    public RenderedParams render(
            ConnectorType type, ObjectNode params, TemplateVariables variables) {
        return render(type, Optional.empty(), params, variables);
    }

    /** The same, for a type that renders otherwise for one connector. */
    public RenderedParams render(
            ConnectorType type,
            Optional<String> connectorId,
            ObjectNode params,
            TemplateVariables variables) {
        if (type.system()) {
            return new RenderedParams(params.deepCopy(), List.of(), List.of());
        }
        TemplateSession session = templates.session(variables);
        ParamsWalk walk = new ParamsWalk(session, ParamsSchemas.of(type, params), connectorId);
        ObjectNode rendered =
                switch (type.rendering()) {
                    case ParamsRendering.EveryString _ -> walk.everyString(params);
                    case ParamsRendering.AnnotatedStrings _ -> walk.annotatedStrings(params);
                    case ParamsRendering.OnlyAnnotatedStrings _ -> walk.onlyAnnotated(params);
                    case ParamsRendering.Own(ParamsRendering.Function function) ->
                            function.render(params.deepCopy(), walk);
                };
        return new RenderedParams(rendered, walk.warnings(), session.unknown().stream().toList());
    }
}
