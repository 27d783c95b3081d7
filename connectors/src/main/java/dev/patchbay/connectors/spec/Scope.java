package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.schema.Path;

import java.util.Map;
import java.util.Set;

/**
 * Which names a template may use.
 *
 * @param declared names of the fields by root
 * @param answer whether there is an answer to speak of
 */
record Scope(Map<String, Set<String>> declared, boolean answer) {

    private static final Set<String> ANSWER = Set.of("response", "header", "status");

    /** The same with an answer. */
    Scope answered() {
        return new Scope(declared, true);
    }

    /** A name that the scope has. */
    Ref ref(String text, Path where) {
        Ref ref = Ref.of(text);
        boolean known =
                switch (ref.root()) {
                    case "config", "secrets", "params" ->
                            !ref.names().isEmpty()
                                    && declared.getOrDefault(ref.root(), Set.of())
                                            .contains(ref.names().getFirst());
                    case "delivery" -> text.equals("delivery.id");
                    case "connector" ->
                            text.equals("connector.id") || text.equals("connector.name");
                    default -> answer && ANSWER.contains(ref.root());
                };
        if (!known) {
            throw new SpecFault(where, "nothing is called " + text + " here");
        }
        return ref;
    }
}
