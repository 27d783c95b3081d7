package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKey;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

/** API keys as the dialect shows them: never a secret (contract/security-and-spaces.md, 3.4). */
final class KeyJson {

    private KeyJson() {}

    static ObjectNode of(ApiKey key, boolean withLimitedBy) {
        ObjectNode json =
                Json.object()
                        .put("id", key.id())
                        .put("name", key.name())
                        .put("type", "rest")
                        .put("creation", key.createdAt().toEpochMilli());
        key.expiresAt().ifPresent(at -> json.put("expiration", at.toEpochMilli()));
        json.put("invalidated", key.invalidatedAt().isPresent());
        key.invalidatedAt().ifPresent(at -> json.put("invalidation", at.toEpochMilli()));
        json.put("username", key.ownerName())
                .put("realm", UserJson.realm(key.ownerName()))
                .put("realm_type", UserJson.realmType(key.ownerName()));
        json.set("metadata", key.metadata());
        json.set("role_descriptors", RoleDescriptor.toJson(key.descriptors()));
        if (withLimitedBy) {
            json.putArray("limited_by").add(RoleDescriptor.toJson(key.limitedBy()));
        }
        return json;
    }
}
