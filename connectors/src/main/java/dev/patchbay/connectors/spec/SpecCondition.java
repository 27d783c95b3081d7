package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * A question about an answer.
 *
 * @param is the value that must be there; empty: any
 * @param contains what the text that is there must hold, letter for letter; empty: anything
 */
record SpecCondition(Ref ref, Optional<JsonNode> is, Optional<String> contains) {

    /** Reads one; {@code root} is what its path is below. */
    static SpecCondition parse(JsonNode condition, String root, Scope scope, Path where) {
        Ref ref = scope.ref(root + "." + condition.path("path").asString(), where.key("path"));
        if (condition.has("is") && condition.has("contains")) {
            throw new SpecFault(where, "`is` and `contains` exclude each other");
        }
        return new SpecCondition(
                ref,
                condition.has("is") ? Optional.of(condition.get("is")) : Optional.empty(),
                condition.path("contains").stringValueOpt());
    }

    boolean holds(Values values) {
        JsonNode value = values.of(ref);
        if (contains.isPresent()) {
            return value.isString() && value.stringValue().contains(contains.get());
        }
        return is.isEmpty()
                ? Values.present(value)
                : is.get().equals(value)
                        || (is.get().isNumber()
                                && value.isNumber()
                                && is.get().decimalValue().compareTo(value.decimalValue()) == 0);
    }
}
