package dev.patchbay.engine.template;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What a lambda may ask of the rendering it is called in. */
interface LambdaCall {

    /** Renders a text with the views and the escape of the place of call. */
    String render(String text);

    /** The view on top of the stack. */
    JsonNode view();

    /** A property of a value, step by step; a missing node when there is none. */
    JsonNode property(JsonNode value, List<String> steps);

    /** Prints a value as {@code {{{x}}}} would. */
    String print(JsonNode value);

    /** A value as compact JSON. */
    String json(JsonNode value);

    /** Charges work to the limits. */
    void charge(int steps);
}
