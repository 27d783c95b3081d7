package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.TypeValidation;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.Issue;
import dev.patchbay.sdk.schema.IssueList;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * Which operation params ask for (contract/actions-api.md, section 6.7; connectors contract,
 * section 1.3). Each family of types words its errors differently.
 */
sealed interface OperationChoice {

    /** This operation with these params. */
    record Chosen(Operation operation, JsonNode params) implements OperationChoice {
        @Override
        public String toString() {
            return "Chosen[" + operation.name() + "]";
        }
    }

    /** The params are no params of the type. */
    record Invalid(String message) implements OperationChoice {}

    /** What Kibana's sub-action framework throws once the connector has been validated. */
    record Thrown(Failed failure) implements OperationChoice {}

    /** Params of the sub-action framework; each sub-action validates its own. */
    Schema FRAMEWORK =
            Schemas.object(
                    Schemas.member("subAction", Schemas.string()),
                    Schemas.member("subActionParams", Schemas.openObject()));

    /** Chooses. */
    static OperationChoice of(ConnectorType type, ConnectorIdentity connector, JsonNode raw) {
        return switch (type.operations()) {
            case Operations.Single(Operation operation) -> single(operation, raw);
            case Operations.Discriminated discriminated -> discriminated(discriminated, raw);
            case Operations.SubActions(Map<String, Operation> bySubAction) ->
                    subAction(type, connector, bySubAction, raw);
        };
    }

    private static OperationChoice single(Operation operation, JsonNode raw) {
        return switch (TypeValidation.params(operation.params(), operation.check(), raw)) {
            case TypeValidation.Invalid(String message) -> new Invalid(message);
            case TypeValidation.Valid(ObjectNode params) -> new Chosen(operation, params);
        };
    }

    private static OperationChoice discriminated(Operations.Discriminated type, JsonNode raw) {
        return switch (TypeValidation.params(type.params(), Check.NONE, raw)) {
            case TypeValidation.Invalid(String message) -> new Invalid(message);
            case TypeValidation.Valid(ObjectNode params) -> {
                String name = params.path("subAction").stringValue("");
                Operation operation = type.bySubAction().get(name);
                if (operation == null) {
                    throw new IllegalStateException(
                            "the schema lets through a sub-action without operation: " + name);
                }
                yield checked(operation, params.path("subActionParams"));
            }
        };
    }

    private static OperationChoice checked(Operation operation, JsonNode params) {
        if (operation.check() == Check.NONE) {
            return new Chosen(operation, params);
        }
        return switch (TypeValidation.params(Schemas.openObject(), operation.check(), params)) {
            case TypeValidation.Invalid(String message) -> new Invalid(message);
            case TypeValidation.Valid _ -> new Chosen(operation, params);
        };
    }

    private static OperationChoice subAction(
            ConnectorType type,
            ConnectorIdentity connector,
            Map<String, Operation> bySubAction,
            JsonNode raw) {
        return switch (TypeValidation.params(FRAMEWORK, Check.NONE, raw)) {
            case TypeValidation.Invalid(String message) -> new Invalid(message);
            case TypeValidation.Valid(ObjectNode params) -> {
                if (bySubAction.isEmpty()) {
                    yield thrown(
                            "You should register at least one subAction for your connector type",
                            ErrorSource.FRAMEWORK);
                }
                String name = params.path("subAction").stringValue("");
                Operation operation = bySubAction.get(name);
                yield operation == null
                        ? thrown(unknown(name, type, connector), ErrorSource.FRAMEWORK)
                        : parsed(operation, params.path("subActionParams"));
            }
        };
    }

    private static OperationChoice parsed(Operation operation, JsonNode raw) {
        Parsed parsed = operation.params().parse(raw);
        if (!parsed.fits()) {
            return refused(parsed.issues());
        }
        if (operation.check() != Check.NONE && parsed.get() instanceof ObjectNode params) {
            var violation = operation.check().violation(params);
            if (violation.isPresent()) {
                return refused(List.of(new Issue.Custom(Path.ROOT, violation.get())));
            }
        }
        return new Chosen(operation, parsed.get());
    }

    private static OperationChoice refused(List<Issue> issues) {
        return thrown(
                "Request validation failed (" + IssueList.print(issues) + ")", ErrorSource.USER);
    }

    /** "Connector name" is the type's name: a quirk of Kibana's. */
    private static String unknown(String name, ConnectorType type, ConnectorIdentity connector) {
        return "Sub action \""
                + name
                + "\" is not registered. Connector id: "
                + connector.id()
                + ". Connector name: "
                + type.name()
                + ". Connector type: "
                + type.id();
    }

    private static OperationChoice thrown(String text, ErrorSource source) {
        return new Thrown(Failed.thrown(Reason.CONFIGURATION, text, source));
    }
}
