package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.CrossTexts;
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
import java.util.Optional;

/** Which operation the params of a case ask for, as the server chooses it. */
sealed interface Choice {

    Schema FRAMEWORK =
            Schemas.object(
                    Schemas.member("subAction", Schemas.string()),
                    Schemas.member("subActionParams", Schemas.openObject()));

    record Chosen(Operation operation, JsonNode params) implements Choice {}

    record Invalid(String text) implements Choice {}

    record Thrown(Failed failure) implements Choice {}

    static Choice of(ConnectorType type, ConnectorIdentity connector, JsonNode raw) {
        return switch (type.operations()) {
            case Operations.Single(Operation operation) ->
                    chosen(operation, operation.params(), raw, false);
            case Operations.Discriminated(Schema schema, Map<String, Operation> bySubAction) -> {
                String name = raw.path("subAction").asString("");
                Operation operation = bySubAction.get(name);
                yield operation == null
                        ? new Invalid(violation(schema, Check.NONE, raw).orElseThrow())
                        : chosen(operation, schema, raw, true);
            }
            case Operations.SubActions(Map<String, Operation> bySubAction) ->
                    violation(FRAMEWORK, Check.NONE, raw)
                            .<Choice>map(Invalid::new)
                            .orElseGet(() -> subAction(type, connector, bySubAction, raw));
        };
    }

    /** The violation in the words of the ✖ grammar. */
    static Optional<String> violation(Schema schema, Check check, JsonNode raw) {
        Parsed parsed = schema.parse(raw);
        return parsed.fits()
                ? check.violation((ObjectNode) parsed.get())
                : Optional.of(CrossTexts.print(parsed.issues()));
    }

    private static Choice chosen(Operation operation, Schema schema, JsonNode raw, boolean inner) {
        Parsed parsed = schema.parse(raw);
        if (!parsed.fits()) {
            return new Invalid(CrossTexts.print(parsed.issues()));
        }
        JsonNode params = inner ? parsed.get().path("subActionParams") : parsed.get();
        return operation
                .check()
                .violation((ObjectNode) params)
                .<Choice>map(Invalid::new)
                .orElseGet(() -> new Chosen(operation, params));
    }

    private static Choice subAction(
            ConnectorType type,
            ConnectorIdentity connector,
            Map<String, Operation> bySubAction,
            JsonNode raw) {
        String name = raw.path("subAction").asString("");
        Operation operation = bySubAction.get(name);
        if (operation == null) {
            return thrown(
                    "Sub action \""
                            + name
                            + "\" is not registered. Connector id: "
                            + connector.id()
                            + ". Connector name: "
                            + type.name()
                            + ". Connector type: "
                            + type.id(),
                    ErrorSource.FRAMEWORK);
        }
        Parsed parsed = operation.params().parse(raw.path("subActionParams"));
        List<Issue> issues =
                parsed.fits()
                        ? operation.check().violation((ObjectNode) parsed.get()).stream()
                                .<Issue>map(text -> new Issue.Custom(Path.ROOT, text))
                                .toList()
                        : parsed.issues();
        return issues.isEmpty()
                ? new Chosen(operation, parsed.get())
                : thrown(
                        "Request validation failed (" + IssueList.print(issues) + ")",
                        ErrorSource.USER);
    }

    private static Thrown thrown(String text, ErrorSource source) {
        return new Thrown(Failed.thrown(Reason.CONFIGURATION, text, source));
    }
}
