package dev.patchbay.connectors.shared;

import static dev.patchbay.sdk.schema.Schemas.discriminated;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;

import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.schema.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The params of classic types that look like those of the sub-action framework: one strict schema
 * over {@code {subAction, subActionParams}}, so that an unknown sub-action is a params error
 * (contract/connectors-messaging-webhook.md, section 0.2). Stateless.
 */
public final class ClassicSubActions {

    private ClassicSubActions() {}

    /** These operations, by their names, in this order. */
    public static Operations.Discriminated of(List<Operation> operations) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Map<String, Operation> byName = new LinkedHashMap<>();
        for (Operation operation : operations) {
            schemas.put(operation.name(), schema(operation));
            byName.put(operation.name(), operation);
        }
        return new Operations.Discriminated(discriminated("subAction", schemas), byName);
    }

    private static Schema schema(Operation operation) {
        return object(
                member(
                        "subAction",
                        literal(operation.name()).described("Sub-action", "What to do.")),
                member(
                        "subActionParams",
                        operation.params().described("Params", "Of the sub-action.")));
    }
}
