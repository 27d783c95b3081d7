package dev.patchbay.engine.template;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.node.ObjectNode;

/** The schema of the whole params of a call, whichever way the type chooses its operation. */
final class ParamsSchemas {

    private ParamsSchemas() {}

    static Schema of(ConnectorType type, ObjectNode params) {
        return switch (type.operations()) {
            case Operations.Single(Operation operation) -> operation.params();
            case Operations.Discriminated(Schema schema, var _) -> schema;
            case Operations.SubActions(var bySubAction) -> {
                Operation operation = bySubAction.get(params.path("subAction").asString(""));
                yield operation == null
                        ? Schemas.any()
                        : Schemas.openObject(Schemas.member("subActionParams", operation.params()));
            }
        };
    }
}
