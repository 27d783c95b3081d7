package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.schema.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How {@code params} choose what a type does; each family words its errors differently. */
public sealed interface Operations {

    /** A classic type: one operation, {@code params} are its own. */
    record Single(Operation operation) implements Operations {}

    /**
     * A classic type whose params are {@code {subAction, subActionParams}} of one schema: an
     * unknown sub-action is a params error ({@code .slack_api}, {@code .jira}, {@code
     * .servicenow*}, {@code .swimlane}, {@code .cases-webhook}). Each operation gets {@code
     * subActionParams} as parsed by {@code params}.
     */
    record Discriminated(Schema params, Map<String, Operation> bySubAction) implements Operations {
        public Discriminated {
            bySubAction = Map.copyOf(bySubAction);
        }
    }

    /**
     * The sub-action framework: params are open, each sub-action validates its own and prints the
     * issue list.
     */
    record SubActions(Map<String, Operation> bySubAction) implements Operations {
        public SubActions {
            bySubAction = Map.copyOf(bySubAction);
        }

        /** These operations, by their names. */
        public static SubActions of(List<Operation> operations) {
            Map<String, Operation> map = new LinkedHashMap<>();
            operations.forEach(operation -> map.put(operation.name(), operation));
            return new SubActions(map);
        }
    }
}
