package dev.patchbay.sdk.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SecretTest {

    record Login(String user, Secret password, Optional<Secret> token) {}

    @Test
    void printsAsRedactedWhereverItIs() {
        Secret secret = new Secret("canary");

        assertThat(secret).hasToString("[redacted]");
        assertThat(secret.reveal()).isEqualTo("canary");
        assertThat(new Login("jane", secret, Optional.of(secret)).toString())
                .contains("jane", "[redacted]")
                .doesNotContain("canary");
    }

    @Test
    void equalTextsAreEqual() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
        assertThat(new Secret("a")).isNotEqualTo(new Secret("b"));
        assertThat(new Secret("a")).isNotEqualTo("a");
    }

    @Test
    void bindsFromAJsonString() {
        Login login =
                Json.bind(Json.read("{\"user\":\"jane\",\"password\":\"canary\"}"), Login.class);

        assertThat(login).isEqualTo(new Login("jane", new Secret("canary"), Optional.empty()));
    }

    @Test
    @SuppressWarnings("NullAway")
    void thereIsNoSecretWithoutText() {
        assertThatNullPointerException().isThrownBy(() -> new Secret(null));
    }
}
