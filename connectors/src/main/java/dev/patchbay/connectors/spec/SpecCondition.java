package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * A question about an answer.
 *
 * @param is the value that must be there; empty: any
 */
record SpecCondition(Ref ref, Optional<JsonNode> is) {

    /** Reads one; {@code root} is what its path is below. */
    static SpecCondition parse(JsonNode condition, String root, Scope scope, Path where) {
        Ref ref = scope.ref(root + "." + condition.path("path").asString(), where.key("path"));
        return new SpecCondition(
                ref, condition.has("is") ? Optional.of(condition.get("is")) : Optional.empty());
    }

    boolean holds(Values values) {
        JsonNode value = values.of(ref);
        return is.isEmpty()
                ? Values.present(value)
                : is.get().equals(value)
                        || (is.get().isNumber()
                                && value.isNumber()
                                && is.get().decimalValue().compareTo(value.decimalValue()) == 0);
    }
}
