package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

/**
 * Facts about a node for forms, documentation, encryption and rendering.
 *
 * @param label short name, or null
 * @param help one sentence, or null
 * @param secret whether the value is encrypted and redacted
 * @param escape how templates in the string escape what they insert, or null where nothing is
 *     rendered
 */
public record Annotations(
        @Nullable String label,
        @Nullable String help,
        boolean secret,
        @Nullable EscapeMode escape) {

    /** No fact known. */
    public static final Annotations NONE = new Annotations(null, null, false, null);

    /** The annotations of a node, looking through nothing. */
    static Annotations of(Schema schema) {
        return schema instanceof Schema.Annotated annotated ? annotated.annotations() : NONE;
    }

    Annotations asSecret() {
        return new Annotations(label, help, true, escape);
    }

    Annotations withEscape(EscapeMode mode) {
        return new Annotations(label, help, secret, mode);
    }

    Annotations withText(String newLabel, String newHelp) {
        return new Annotations(newLabel, newHelp, secret, escape);
    }
}
