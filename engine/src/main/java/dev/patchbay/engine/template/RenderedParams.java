package dev.patchbay.engine.template;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The rendered params of one action.
 *
 * @param params what is stored and sent
 * @param warnings in the order of the params
 * @param unknownVariables names that templates use and no variable has, at most 100
 */
public record RenderedParams(
        ObjectNode params, List<RenderWarning> warnings, List<String> unknownVariables) {
    public RenderedParams {
        warnings = List.copyOf(warnings);
        unknownVariables = List.copyOf(unknownVariables);
    }

    /** Says nothing of values. */
    @Override
    public String toString() {
        return "RenderedParams[" + warnings.size() + " warnings]";
    }
}
