package dev.patchbay.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Against the vector that the libraries of Standard Webhooks are tested with. */
class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static String sign(String... secrets) {
        return new WebhookSignature(List.of(secrets).stream().map(Secret::new).toList())
                .of(ID, TIME, BODY);
    }

    @Test
    void theVectorOfTheSpecification() {
        assertThat(sign(SECRET)).isEqualTo(EXPECTED);
    }

    @Test
    void eachSecretMakesASignature() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(sign(other, SECRET)).endsWith(" " + EXPECTED).startsWith("v1,").hasSize(95);
    }

    @Test
    void secretsAreMeasured() {
        assertThat(WebhookSignature.isSecret(SECRET)).isTrue();
        assertThat(WebhookSignature.isSecret(secretOf(23))).isFalse();
        assertThat(WebhookSignature.isSecret(secretOf(24))).isTrue();
        assertThat(WebhookSignature.isSecret(secretOf(64))).isTrue();
        assertThat(WebhookSignature.isSecret(secretOf(65))).isFalse();
        assertThat(WebhookSignature.isSecret("whsec_ not Base64 at all, whatever")).isFalse();
        assertThat(WebhookSignature.isSecret(SECRET.substring(6))).isFalse();
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void theFirstRuleOfAConnectorOrItsTypeCounts() {
        WebhookSigning signing =
                new WebhookSigning(
                        List.of(
                                new WebhookSigning.Rule("mine", List.of(new Secret(SECRET))),
                                new WebhookSigning.Rule(
                                        ".webhook", List.of(new Secret(secretOf(32))))));
        assertThat(signed(signing, "mine", ".webhook")).isEqualTo(EXPECTED);
        assertThat(signed(signing, "other", ".webhook")).isNotEqualTo(EXPECTED).startsWith("v1,");
        assertThat(signed(signing, "mine", ".slack")).isEmpty();
        assertThat(signed(signing, "other", ".http")).isEmpty();
    }

    private static String signed(WebhookSigning signing, String connector, String type) {
        return signing.of(new ConnectorIdentity(connector, "n", type, "default"))
                .map(signature -> signature.of(ID, TIME, BODY))
                .orElse("");
    }
}
