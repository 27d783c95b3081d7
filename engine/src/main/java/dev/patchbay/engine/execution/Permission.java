package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;

import java.util.Map;
import java.util.Optional;

/**
 * Authorizes an attempt: Kibana's privilege, the endpoint guard, {@code patchbay.security.execute}
 * (contract/actions-api.md, section 4). The same at every door. Thread-safe.
 */
final class Permission {

    private static final String ENDPOINT_SECURITY = "endpointSecurity";

    /** The one sub-action of each endpoint type that does no harm. */
    private static final Map<String, String> HARMLESS =
            Map.of(
                    ".sentinelone", "getAgents",
                    ".crowdstrike", "getAgentDetails",
                    ".microsoft_defender_endpoint", "testConnector");

    private final Authorizer authorizer;
    private final ConnectorTypes types;
    private final ExecuteRules rules;

    Permission(Authorizer authorizer, ConnectorTypes types, ExecuteRules rules) {
        this.authorizer = authorizer;
        this.types = types;
        this.rules = rules;
    }

    /** Why the caller may not run this connector. */
    Optional<String> refusal(ExecutionRequest request, LoadedConnector connector) {
        return allows(request, connector)
                ? Optional.empty()
                : Optional.of("Unauthorized to execute a \"" + connector.typeId() + "\" action");
    }

    /** Why the caller may not even learn that there is no such connector. */
    Optional<String> refusalOfUnknown(ExecutionRequest request) {
        return authorizer.may(request.caller(), Right.CONNECTOR_READ, request.spaceId())
                ? Optional.empty()
                : Optional.of("Unauthorized to execute actions");
    }

    private boolean allows(ExecutionRequest request, LoadedConnector connector) {
        Caller caller = request.caller();
        return authorizer.may(caller, right(request, connector), request.spaceId())
                && (rules.isEmpty()
                        || rules.allows(
                                connector.id(), connector.typeId(), authorizer.roles(caller)));
    }

    private Right right(ExecutionRequest request, LoadedConnector connector) {
        boolean endpoint =
                types.find(connector.typeId())
                        .flatMap(type -> type.subFeature())
                        .filter(ENDPOINT_SECURITY::equals)
                        .isPresent();
        if (!endpoint) {
            return Right.CONNECTOR_READ;
        }
        String subAction = request.params().path("subAction").stringValue("");
        return subAction.equals(HARMLESS.get(connector.typeId()))
                ? Right.ENDPOINT_EXECUTE
                : Right.ENDPOINT_SUB_ACTIONS;
    }
}
