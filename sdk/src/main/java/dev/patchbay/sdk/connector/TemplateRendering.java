package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.schema.EscapeMode;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** What an own rendering of params is given. For one call, used by one thread. */
public interface TemplateRendering {

    /** The variables as they were given, keys with dots not expanded. Not to be changed. */
    ObjectNode variables();

    /** A variable by the name that a template would use; a missing node when there is none. */
    JsonNode variable(String name);

    /** A rendered text; an error in the template is text, too. */
    String text(String template, EscapeMode mode);

    /** Params as {@link ParamsRendering.EveryString} would render them. */
    ObjectNode everyString(ObjectNode params);

    /** Params as {@link ParamsRendering.AnnotatedStrings} would render them. */
    ObjectNode annotatedStrings(ObjectNode params);

    /** The connector that the params are for; empty for a preview. */
    default Optional<String> connectorId() {
        return Optional.empty();
    }
}
