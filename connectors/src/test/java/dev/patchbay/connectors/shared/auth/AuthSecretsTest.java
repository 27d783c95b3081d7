package dev.patchbay.connectors.shared.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Which credentials go together (contract/connectors-messaging-webhook.md, section 6.2). */
class AuthSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user password",
                "crt key",
                "crt key password",
                "pfx",
                "pfx password",
                "clientSecret"
            })
    void together(String given) {
        assertThat(secrets(given).fit()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user",
                "password",
                "crt",
                "key",
                "crt password",
                "key password",
                "crt key user",
                "crt key user password",
                "pfx user",
                "pfx user password",
                "pfx crt",
                "pfx key",
                "pfx crt key",
                "clientSecret user",
                "clientSecret password",
                "clientSecret user password",
                "clientSecret crt",
                "clientSecret key",
                "clientSecret pfx"
            })
    void notTogether(String given) {
        assertThat(secrets(given).fit()).isFalse();
    }

    /** An empty one is none. */
    private static AuthSecrets secrets(String given) {
        ObjectNode node = Json.object();
        for (String name : new String[] {"user", "password", "crt", "key", "pfx", "clientSecret"}) {
            node.put(name, List.of(given.split(" ")).contains(name) ? "x" : "");
        }
        return Json.bind(node, AuthSecrets.class);
    }
}
