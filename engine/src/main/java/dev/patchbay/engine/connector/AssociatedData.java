package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.nio.charset.StandardCharsets;

/**
 * What sealed values are bound to (contract/actions-api.md, section 14), as canonical JSON. Whoever
 * edits these parts in the database makes the value unreadable. Stateless.
 */
final class AssociatedData {

    /** Raised when what is authenticated changes. */
    private static final int SCHEMA_VERSION = 1;

    private AssociatedData() {}

    /**
     * {@code ["action",id,{"actionTypeId":…,"config":…,"isMissingSecrets":…},1]}. The config is
     * taken as the text that it is: all that stands before and after it is fixed, so no other
     * record has the same bytes.
     */
    static byte[] ofConnector(
            String id, String typeId, String canonicalConfig, boolean missingSecrets) {
        return utf8(
                "[\"action\","
                        + text(id)
                        + ",{\"actionTypeId\":"
                        + text(typeId)
                        + ",\"config\":"
                        + canonicalConfig
                        + ",\"isMissingSecrets\":"
                        + missingSecrets
                        + "},"
                        + SCHEMA_VERSION
                        + "]");
    }

    /**
     * {@code ["connector_token",{"connectorId":…,"createdAt":…,"expiresAt":…,"tokenType":…},1]};
     * {@code expiresAt} is left out when the token never expires.
     */
    static byte[] ofToken(TokenRow row) {
        ObjectNode facts =
                Json.object()
                        .put("connectorId", row.connectorId())
                        .put("tokenType", "access_token")
                        .put("createdAt", row.createdAt().toString());
        row.expiresAt().ifPresent(at -> facts.put("expiresAt", at.toString()));
        return utf8(
                CanonicalJson.write(
                        Json.array().add("connector_token").add(facts).add(SCHEMA_VERSION)));
    }

    private static String text(String value) {
        return CanonicalJson.write(StringNode.valueOf(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
