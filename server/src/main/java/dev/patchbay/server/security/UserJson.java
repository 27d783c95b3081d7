package dev.patchbay.server.security;

import dev.patchbay.engine.security.User;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

/** Users as the dialect shows them: never a hash (contract/security-and-spaces.md, 3.3). */
final class UserJson {

    private UserJson() {}

    static ObjectNode of(User user) {
        ObjectNode json = Json.object().put("username", user.name());
        user.roles().forEach(json.putArray("roles")::add);
        json.put("full_name", user.fullName().orElse(null));
        json.put("email", user.email().orElse(null));
        json.set("metadata", user.shownMetadata());
        return json.put("enabled", user.enabled());
    }

    /** The realm of a user, by which keys are found too. */
    static String realm(String username) {
        return username.equals(User.ELASTIC) ? "reserved" : "default_native";
    }

    /** The type of that realm. */
    static String realmType(String username) {
        return username.equals(User.ELASTIC) ? "reserved" : "native";
    }
}
