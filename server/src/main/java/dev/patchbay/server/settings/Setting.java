package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

/** Makes the members of a section's schema; the help text goes into {@code docs/settings.md}. */
final class Setting {

    /** Type of a key that is accepted, not looked at, and named in an info line. */
    static final String IGNORED = "ignored";

    private Setting() {}

    /** A key. */
    static Member setting(String name, Schema schema, String help) {
        return Schemas.member(name, schema.described(typeOf(schema), help));
    }

    /** Keys below a key; present even when none of them is given, so that defaults appear. */
    static Member group(String name, Schema object) {
        return Schemas.member(name, object.withDefault(Json.object()));
    }

    /** Keys below a key; absent when none of them is given. */
    static Member maybe(String name, Schema object) {
        return Schemas.member(name, object.optional());
    }

    /** A key of Kibana that has no meaning here. */
    static Member ignored(String name) {
        return Schemas.member(name, Schemas.any().optional().described(IGNORED, ""));
    }

    /** Whether a member was made by {@link #ignored}. */
    static boolean isIgnored(Schema schema) {
        return schema instanceof Schema.Annotated annotated
                && IGNORED.equals(annotated.annotations().label());
    }

    /** The type of a key in words. */
    static String typeOf(Schema schema) {
        return switch (schema) {
            case Schema.Annotated annotated when annotated.annotations().label() != null ->
                    annotated.annotations().label();
            case Schema.Annotated annotated -> typeOf(annotated.inner());
            case Schema.Optional_(Schema inner) -> typeOf(inner);
            case Schema.Nullable_(Schema inner) -> typeOf(inner) + " or null";
            case Schema.Default(Schema inner, var _) -> typeOf(inner);
            case Schema.Coerced(Schema inner, var _) -> typeOf(inner);
            case Schema.Refined(Schema inner, var _) -> typeOf(inner);
            case Schema.JsonText(Schema inner) -> typeOf(inner);
            case Schema.Items items ->
                    (items.min() > 0 ? "non-empty list of " : "list of ") + typeOf(items.item());
            case Schema.Dictionary map -> "map of " + typeOf(map.value());
            case Schema.Union union ->
                    String.join(
                            " or ", union.alternatives().stream().map(Setting::typeOf).toList());
            case Schema.Literal literal -> "`" + literal.value() + "`";
            case Schema.Obj _, Schema.Discriminated _ -> "object";
            case Schema.Any _ -> "any value";
            case Schema.Text _ -> "string";
            case Schema.Numeric _ -> "number";
            case Schema.Bool _ -> "boolean";
            case Schema.Enumeration options -> String.join(" or ", options.values());
        };
    }
}
