package dev.patchbay.engine.execution;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Whether params would pass the validation of an attempt, without making one. Stateless. */
public final class ParamsCheck {

    private ParamsCheck() {}

    /**
     * What an attempt would answer to these params, in its words; empty when it would go on.
     *
     * @param connector named in some of the texts
     */
    public static Optional<String> violation(
            ConnectorType type, ConnectorIdentity connector, ObjectNode params) {
        return switch (OperationChoice.of(type, connector, params)) {
            case OperationChoice.Chosen _ -> Optional.empty();
            case OperationChoice.Invalid(String message) -> Optional.of(message);
            case OperationChoice.Thrown(var failure) ->
                    Optional.of(failure.serviceMessage().orElse(failure.message()));
        };
    }
}
