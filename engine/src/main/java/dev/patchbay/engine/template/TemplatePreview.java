package dev.patchbay.engine.template;

import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * Shows what would be stored and sent if an action with these params met these variables. Nothing
 * is stored, sent or looked up, so who may ask is the caller's question. Thread-safe.
 */
public final class TemplatePreview {

    private final ParamsRenderer renderer;

    /** A preview by the renderer of the real thing. */
    public TemplatePreview(ParamsRenderer renderer) {
        this.renderer = renderer;
    }

    /**
     * The rendered params with everything that the author of the templates should know: templates
     * that do not parse, lambdas that failed, JSON that a value broke, names that no variable has.
     *
     * @param connectorId for types that render otherwise for one connector
     * @param variables the variable map as JSON, keys with dots as they come
     */
    public RenderedParams preview(
            ConnectorType type,
            Optional<String> connectorId,
            ObjectNode params,
            ObjectNode variables) {
        return renderer.render(type, connectorId, params, TemplateVariables.of(variables));
    }
}
