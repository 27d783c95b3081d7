package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.UnknownKeys;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Finds keys that were accepted and mean nothing here; each is one info line. */
final class IgnoredKeys {

    private IgnoredKeys() {}

    /** Walks what was given beside its schema, which has accepted it. */
    static void find(String at, Schema schema, JsonNode given, List<Notice> notices) {
        switch (schema) {
            case Schema.Annotated(Schema inner, var _) -> find(at, inner, given, notices);
            case Schema.Optional_(Schema inner) -> find(at, inner, given, notices);
            case Schema.Nullable_(Schema inner) -> find(at, inner, given, notices);
            case Schema.Default(Schema inner, var _) -> find(at, inner, given, notices);
            case Schema.Refined(Schema inner, var _) -> find(at, inner, given, notices);
            case Schema.JsonText(Schema inner) -> find(at, inner, given, notices);
            case Schema.Coerced(Schema inner, var convert) ->
                    find(at, inner, convert.apply(given), notices);
            case Schema.Items items -> {
                for (int i = 0; i < given.size(); i++) {
                    find(at + "." + i, items.item(), given.get(i), notices);
                }
            }
            case Schema.Dictionary map ->
                    given.properties()
                            .forEach(entry ->
                                    find(
                                            Keys.join(at, entry.getKey()),
                                            map.value(),
                                            entry.getValue(),
                                            notices));
            case Schema.Obj object -> members(at, object, given, notices);
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Union _,
                    Schema.Discriminated _ -> {}
        }
    }

    private static void members(
            String at, Schema.Obj object, JsonNode given, List<Notice> notices) {
        for (var entry : given.properties()) {
            Schema member = object.member(entry.getKey());
            String key = Keys.join(at, entry.getKey());
            boolean unknown = member == null && object.unknownKeys() == UnknownKeys.STRIP;
            if (unknown || (member != null && Setting.isIgnored(member))) {
                notices.add(
                        Notice.info(
                                "The configuration "
                                        + Keys.shown(key)
                                        + " is not used here and is ignored."));
            } else if (member != null) {
                find(key, member, entry.getValue(), notices);
            }
        }
    }
}
