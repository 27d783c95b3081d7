package dev.patchbay.sdk.connector;

import tools.jackson.databind.node.ObjectNode;

/**
 * Renders templates that a connector's config holds ({@code .cases-webhook};
 * contract/templating.md, section 9). Thread-safe.
 */
@FunctionalInterface
public interface ValueRenderer {

    /**
     * The text with each variable replaced by its value as it is given, whichever brace form names
     * it. An error in the template becomes the text. Never throws for what text and values hold.
     *
     * @param encodedValues values that the connector has encoded for the place, nested by the parts
     *     of their names
     */
    String render(String template, ObjectNode encodedValues);
}
