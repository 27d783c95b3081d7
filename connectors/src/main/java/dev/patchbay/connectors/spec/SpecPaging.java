package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;

/**
 * How a list that comes in pages is read to its end: what the answer names as the next page goes
 * into a parameter of the query, never into the address.
 *
 * @param items where the list is; an answer without one is no page
 * @param param of the query
 * @param next where the next page is named; nothing there, or an empty text, ends the list
 * @param pages most pages that are read
 */
record SpecPaging(Ref items, String param, Ref next, int pages) {

    static SpecPaging parse(JsonNode paging, Scope scope, Path where) {
        return new SpecPaging(
                scope.ref(paging.path("items").asString(), where.key("items")),
                paging.path("param").asString(),
                scope.ref(paging.path("next").asString(), where.key("next")),
                paging.path("pages").asInt());
    }

    /** What the query of the next page has. */
    Optional<Map<String, String>> after(Values values) {
        String value = Values.text(values.of(next));
        return value.isEmpty() ? Optional.empty() : Optional.of(Map.of(param, value));
    }

    /** Puts all that was read where one page has its list. */
    Values whole(Values last, JsonNode all) {
        if (items.names().isEmpty()) {
            return new Values(last.invocation(), last.reply(), all);
        }
        JsonNode body = last.body().deepCopy();
        JsonNode parent = body;
        for (String name : items.names().subList(0, items.names().size() - 1)) {
            parent = parent.path(name);
        }
        if (parent instanceof ObjectNode object) {
            object.set(items.names().getLast(), all);
            return new Values(last.invocation(), last.reply(), body);
        }
        return new Values(last.invocation(), last.reply(), Json.object());
    }
}
