package dev.patchbay.engine.kql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that documents may have, by their dotted names. Immutable. */
public record KqlFields(Map<String, KqlType> types) {

    public KqlFields {
        types = Map.copyOf(types);
    }

    /** The type of a field; empty when no document has it, so that nothing matches. */
    public Optional<KqlType> type(String field) {
        return Optional.ofNullable(types.get(field));
    }

    /** All names. */
    public Set<String> names() {
        return types.keySet();
    }

    /** Those below an object, without its name. */
    KqlFields below(String object) {
        String prefix = object + ".";
        Map<String, KqlType> below = new HashMap<>();
        types.forEach((name, type) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), type);
            }
        });
        return new KqlFields(below);
    }
}
