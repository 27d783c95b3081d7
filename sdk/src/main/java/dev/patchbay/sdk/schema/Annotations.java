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
 * @param jsonText whether the string holds JSON, which a rendered quote must not break
 */
public record Annotations(
        @Nullable String label,
        @Nullable String help,
        boolean secret,
        @Nullable EscapeMode escape,
        boolean jsonText) {

    /** Facts about a string that holds no JSON. */
    public Annotations(
            @Nullable String label,
            @Nullable String help,
            boolean secret,
            @Nullable EscapeMode escape) {
        this(label, help, secret, escape, false);
    }

    /** No fact known. */
    public static final Annotations NONE = new Annotations(null, null, false, null);

    /** The annotations of a node, looking through nothing. */
    static Annotations of(Schema schema) {
        return schema instanceof Schema.Annotated annotated ? annotated.annotations() : NONE;
    }

    /**
     * The annotations of a node and of what it wraps: of a nullable secret with a default, that it
     * is secret. The outer label and help win.
     */
    public static Annotations through(Schema schema) {
        return switch (schema) {
            case Schema.Annotated(Schema inner, Annotations own) -> own.over(through(inner));
            case Schema.Nullable_(Schema inner) -> through(inner);
            case Schema.Optional_(Schema inner) -> through(inner);
            case Schema.Default(Schema inner, var _) -> through(inner);
            case Schema.Coerced(Schema inner, var _) -> through(inner);
            case Schema.JsonText(Schema inner) -> through(inner);
            case Schema.Refined(Schema inner, Refinement _) -> through(inner);
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Obj _,
                    Schema.Dictionary _,
                    Schema.Items _,
                    Schema.Union _,
                    Schema.Discriminated _ ->
                    NONE;
        };
    }

    private Annotations over(Annotations inner) {
        return new Annotations(
                label != null ? label : inner.label,
                help != null ? help : inner.help,
                secret || inner.secret,
                escape != null ? escape : inner.escape,
                jsonText || inner.jsonText);
    }

    Annotations asSecret() {
        return new Annotations(label, help, true, escape, jsonText);
    }

    Annotations withEscape(EscapeMode mode) {
        return new Annotations(label, help, secret, mode, jsonText);
    }

    Annotations asJsonText() {
        return new Annotations(label, help, secret, EscapeMode.NONE, true);
    }

    Annotations withText(String newLabel, String newHelp) {
        return new Annotations(newLabel, newHelp, secret, escape, jsonText);
    }
}
