package dev.patchbay.connectors;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The params of a type, whichever way it chooses its operation. */
public final class TypeParams {

    private TypeParams() {}

    /** The schema of the whole params. */
    public static Schema of(ConnectorType type) {
        return switch (type.operations()) {
            case Operations.Single(Operation operation) -> operation.params();
            case Operations.Discriminated(Schema params, var _) -> params;
            case Operations.SubActions(Map<String, Operation> bySubAction) -> {
                Map<String, Schema> alternatives = new TreeMap<>();
                bySubAction.forEach(
                        (name, operation) -> alternatives.put(name, whole(name, operation)));
                yield Schemas.discriminated("subAction", alternatives);
            }
        };
    }

    /** All of them. */
    public static Collection<Operation> operations(ConnectorType type) {
        return switch (type.operations()) {
            case Operations.Single(Operation operation) -> List.of(operation);
            case Operations.Discriminated(var _, Map<String, Operation> bySubAction) ->
                    bySubAction.values();
            case Operations.SubActions(Map<String, Operation> bySubAction) -> bySubAction.values();
        };
    }

    private static Schema whole(String name, Operation operation) {
        return Schemas.object(
                Schemas.member(
                        "subAction", Schemas.literal(name).described("Sub-action", "What to do.")),
                Schemas.member(
                        "subActionParams",
                        operation.params().described("Params", "Of the sub-action.")));
    }
}
