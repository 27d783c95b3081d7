package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.server.TestClient;
import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** {@code patchbay.delivery.fallback} of the whole product. */
class DeliveryFallbackTest {

    @TempDir private Path folder;

    @Test
    void aPageThatSlackRefusesGoesToTheWebhook() {
        try (WebTarget target = new WebTarget();
                WholeServer server =
                        new WholeServer(
                                folder,
                                "patchbay.delivery.fallback:",
                                "  - id: .slack",
                                "    to: spare",
                                "    params: {body: '{\"text\":\"{{params.message}}\","
                                        + "\"why\":\"{{delivery.reason}}\"}'}")) {
            server.connector(
                    "ops", ".slack", "{}", "{\"webhookUrl\":\"" + target.url("/gone") + "\"}");
            server.connector(
                    "spare",
                    ".webhook",
                    "{\"url\":\"" + target.url("/spare") + "\",\"hasAuth\":false}",
                    "{}");
            target.status = 404;
            String id = server.deliver("ops", "{\"message\":\"db \\\"1\\\" is down\"}", "");
            WholeServer.await(() -> target.bodies("/spare"), bodies -> !bodies.isEmpty());

            JsonNode dead = server.await(id, "dead");
            JsonNode next = server.delivery(dead.path("fallback_as").stringValue());
            assertThat(next.path("fallback_of").stringValue()).isEqualTo(id);
            assertThat(next.path("connector_id").stringValue()).isEqualTo("spare");
            assertThat(target.bodies("/spare").getFirst())
                    .isEqualTo("{\"text\":\"db \\\"1\\\" is down\",\"why\":\"notFound\"}");
        }
    }

    @Test
    void nobodyGetsAConnectorByAFallbackThatTheyMayNotRun() {
        try (WebTarget target = new WebTarget();
                WholeServer server =
                        new WholeServer(
                                folder,
                                "patchbay.security.execute: [{connector: spare, roles:"
                                        + " [superuser]}]",
                                "patchbay.delivery.fallback: [{id: hook, to: spare}]")) {
            for (String id : List.of("hook", "spare")) {
                server.connector(
                        id,
                        ".webhook",
                        "{\"url\":\"" + target.url("/" + id) + "\",\"hasAuth\":false}",
                        "{}");
            }
            must(
                    204,
                    server.root(
                            "PUT",
                            "/api/security/role/runner",
                            "{\"kibana\":[{\"feature\":{\"actions\":[\"read\"]},\"spaces\":[\"*\"]}]}"));
            must(
                    200,
                    server.root(
                            "PUT",
                            "/_security/user/ann",
                            "{\"password\":\"ann-password\",\"roles\":[\"runner\"]}"));
            target.status = 404;
            String id =
                    must(
                                    202,
                                    server.client.call(
                                            TestClient.basic("ann", "ann-password"),
                                            "POST",
                                            "/api/patchbay/deliveries",
                                            "{\"deliveries\":[{\"connector_id\":\"hook\",\"params\":{\"body\":\"x\"}}]}"))
                            .json()
                            .at("/deliveries/0/id")
                            .stringValue();

            assertThat(server.await(id, "dead").has("fallback_as")).isFalse();
            assertThat(target.bodies("/spare")).isEmpty();
        }
    }

    @Test
    void loopsAreRefusedAtStart() {
        assertThatThrownBy(() ->
                        new WholeServer(
                                folder,
                                "patchbay.delivery.fallback: [{id: a, to: b}, {id: b, to:"
                                        + " a}]"))
                .hasMessage("[patchbay.delivery.fallback]: a loop: b → a → b");
        assertThatThrownBy(() ->
                        new WholeServer(
                                folder,
                                "xpack.actions.preconfigured.mine: {name: m, actionTypeId:"
                                        + " .server-log}",
                                "patchbay.delivery.fallback: [{id: .server-log, to: b},"
                                        + " {id: b, to: mine}]"))
                .hasMessage("[patchbay.delivery.fallback]: a loop: b → mine → b");
    }
}
