package dev.patchbay.acceptance.terraform;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Decodes a connector as the generated client does: one member of a wrong type fails it all. */
final class ConnectorAnswer {

    private ConnectorAnswer() {}

    /** The body of a success. Without a JSON type the provider dereferences a nil pointer. */
    static JsonNode json(ProviderClient.Reply reply) {
        if (!reply.json()) {
            throw new ProviderException("panic: nil pointer dereference");
        }
        try {
            return Json.read(reply.body());
        } catch (JacksonException e) {
            throw new ProviderException("cannot decode the answer: " + e.getMessage());
        }
    }

    static ConnectorState state(String space, JsonNode answer) {
        String typeId = text(answer, "connector_type_id");
        Optional<ObjectNode> config =
                answer.path("config") instanceof ObjectNode object
                        ? Optional.of(ProviderTypes.stored(typeId, object))
                        : Optional.empty();
        if (config.isEmpty() && answer.hasNonNull("config")) {
            throw wrong("config");
        }
        flag(answer, "is_system_action", true);
        return new ConnectorState(
                space + "/" + text(answer, "id"),
                typeId,
                text(answer, "name"),
                config,
                Optional.empty(),
                flag(answer, "is_deprecated", false),
                flag(answer, "is_missing_secrets", true),
                flag(answer, "is_preconfigured", false));
    }

    private static String text(JsonNode answer, String name) {
        if (!answer.path(name).isString()) {
            throw wrong(name);
        }
        return answer.path(name).stringValue();
    }

    private static boolean flag(JsonNode answer, String name, boolean mayBeAbsent) {
        JsonNode value = answer.path(name);
        if (value.isMissingNode() && mayBeAbsent) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name);
        }
        return value.booleanValue();
    }

    private static ProviderException wrong(String name) {
        return new ProviderException("cannot decode member [" + name + "] of the answer");
    }
}
