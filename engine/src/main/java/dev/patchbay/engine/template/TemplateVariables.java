package dev.patchbay.engine.template;

import tools.jackson.databind.node.ObjectNode;

/**
 * The variable map of one action, prepared for rendering: keys with dots are expanded (templating
 * .md, section 3.2). Prepared once, used for every string of the action. Immutable and thread-safe
 * as long as nobody changes the objects it hands out.
 */
public final class TemplateVariables {

    private final ObjectNode given;
    private final Scope scope;

    private TemplateVariables(ObjectNode given, Scope scope) {
        this.given = given;
        this.scope = scope;
    }

    /** Prepares a map; what the caller changes in it later has no effect. */
    public static TemplateVariables of(ObjectNode variables) {
        ObjectNode copy = variables.deepCopy();
        return new TemplateVariables(copy, new Scope(DottedKeys.expand(copy), null));
    }

    /** A map whose keys stay as they are, for {@code .cases-webhook} (section 9). */
    static TemplateVariables plain(ObjectNode variables) {
        ObjectNode copy = variables.deepCopy();
        return new TemplateVariables(copy, new Scope(copy, null));
    }

    /** The map as it was given, keys with dots not expanded. Not to be changed. */
    public ObjectNode given() {
        return given;
    }

    Scope scope() {
        return scope;
    }
}
