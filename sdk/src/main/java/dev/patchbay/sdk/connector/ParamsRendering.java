package dev.patchbay.sdk.connector;

import tools.jackson.databind.node.ObjectNode;

/**
 * Which strings of a type's params are templates when a rule action or a delivery is accepted
 * (contract/templating.md, section 5). With which escape is an annotation of the params schema:
 * {@link dev.patchbay.sdk.schema.Schema#template}, {@link
 * dev.patchbay.sdk.schema.Schema#jsonTemplate}. Keys are never rendered, nor is what is no string.
 */
public sealed interface ParamsRendering {

    /** Every string at any depth; without an annotation nothing is escaped. */
    record EveryString() implements ParamsRendering {}

    /** The annotated strings; everything else is kept as it is. */
    record AnnotatedStrings() implements ParamsRendering {}

    /**
     * The annotated strings, and nothing else is kept; when none of them is there or all are empty,
     * the params are left as they are ({@code .slack}, {@code .webhook}).
     */
    record OnlyAnnotatedStrings() implements ParamsRendering {}

    /** What none of these can say: severities taken from the rule, tags, a whole map as a body. */
    record Own(Function function) implements ParamsRendering {}

    /** The code of an own rendering. */
    @FunctionalInterface
    interface Function {

        /**
         * The rendered params; {@code params} are the caller's own copy and may be changed. Pure
         * and thread-safe; never throws for what params and variables hold.
         */
        ObjectNode render(ObjectNode params, TemplateRendering templates);
    }
}
