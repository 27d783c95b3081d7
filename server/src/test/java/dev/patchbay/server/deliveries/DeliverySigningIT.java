package dev.patchbay.server.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;

import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WebTarget.Got;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code patchbay.delivery.signing}, verified by the library of Standard Webhooks. */
class DeliverySigningIT {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private WebTarget target;
    private WholeServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        target = new WebTarget();
        server =
                new WholeServer(
                        folder,
                        "patchbay.delivery.signing: [{id: hook, secrets: ["
                                + NEW
                                + ", "
                                + OLD
                                + "]}]");
        for (String id : List.of("hook", "plain")) {
            server.connector(
                    id,
                    ".webhook",
                    "{\"url\":\"" + target.url("/" + id) + "\",\"hasAuth\":false}",
                    "{}");
        }
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    private static void verify(String secret, Got got) throws WebhookVerificationException {
        new Webhook(secret)
                .verify(
                        got.body(),
                        HttpHeaders.of(
                                new TreeMap<>(
                                        got.headers().entrySet().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                e -> e.getKey(),
                                                                e -> List.of(e.getValue())))),
                                (_, _) -> true));
    }

    @Test
    void theReceiversLibraryVerifiesWhatEachSecretSigned() throws Exception {
        String id = server.deliver("hook", "{\"body\":\"{\\\"ünï\\\":1}\"}", "");
        JsonNode json = server.await(id, "delivered");

        Got got = target.received.getFirst();
        verify(NEW, got);
        verify(OLD, got);
        assertThat(got.headers().get("webhook-id")).isEqualTo(id);
        assertThat(json.path("duplicate_possible").booleanValue(false)).isFalse();
        assertThatThrownBy(() -> verify("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", got))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(NEW, new Got(got.path(), got.headers(), got.body() + " ")))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void theIdIsTheSameForEachAttemptAndTheTimeIsNot() throws Exception {
        target.status = 503;
        String id = server.deliver("hook", "{\"body\":\"x\"}", "");
        WholeServer.await(() -> target.received.size(), size -> size == 1);
        target.status = 200;
        JsonNode json = server.await(id, "delivered");

        assertThat(target.received).hasSize(2);
        assertThat(target.received).allSatisfy(got -> verify(NEW, got));
        assertThat(target.received)
                .extracting(got -> got.headers().get("webhook-id"))
                .containsExactly(id, id);
        assertThat(target.received.getLast().headers().get("webhook-timestamp"))
                .isGreaterThan(target.received.getFirst().headers().get("webhook-timestamp"));
        assertThat(json.has("duplicate_possible")).isFalse();
    }

    @Test
    void theSignatureStaysBehindWhenTheTargetSendsTheRequestElsewhere() {
        try (WebTarget elsewhere = new WebTarget()) {
            target.status = 307;
            target.location = elsewhere.url("/taken");
            server.await(server.deliver("hook", "{\"body\":\"x\"}", ""), "delivered");

            assertThat(target.received.getFirst().headers()).containsKey("webhook-signature");
            assertThat(elsewhere.bodies("/taken")).containsExactly("x");
            assertThat(elsewhere.received.getFirst().headers())
                    .doesNotContainKey("webhook-signature");
        }
    }

    @Test
    void othersAreNotSigned() {
        server.await(server.deliver("plain", "{\"body\":\"x\"}", ""), "delivered");
        server.root(
                "POST",
                "/api/actions/connector/hook/_execute",
                "{\"params\":{\"body\":\"direct\"}}");

        assertThat(target.received)
                .hasSize(2)
                .allSatisfy(got ->
                        assertThat(got.headers())
                                .doesNotContainKeys(
                                        "webhook-id", "webhook-timestamp", "webhook-signature"));
    }
}
