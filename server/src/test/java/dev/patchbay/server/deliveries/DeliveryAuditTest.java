package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient;
import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the audit file of the whole product says of deliveries. */
class DeliveryAuditTest {

    private static final String PATH = "/api/patchbay/deliveries";

    @TempDir private Path folder;
    private WebTarget target;
    private WholeServer server;

    @BeforeEach
    void start() {
        target = new WebTarget();
        server = new WholeServer(folder, "xpack.security.audit.enabled: true");
        server.connector(
                "hook",
                ".webhook",
                "{\"url\":\"" + target.url("/hook") + "\",\"hasAuth\":false}",
                "{}");
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    private List<JsonNode> events() {
        try {
            return Files.readAllLines(folder.resolve("data/audit.log")).stream()
                    .map(Json::read)
                    .filter(line ->
                            line.at("/event/action").stringValue("").startsWith("delivery_"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code action type outcome message}. */
    private List<String> told() {
        return events().stream()
                .map(event ->
                        String.join(
                                " ",
                                event.at("/event/action").stringValue(),
                                event.at("/event/type").path(0).stringValue(""),
                                event.at("/event/outcome").stringValue(),
                                event.path("message").stringValue()))
                .toList();
    }

    @Test
    void acceptanceReplayAndCancellationAreTold() {
        target.status = 404;
        String dead = server.deliver("hook", "{\"body\":\"canary-params\"}", "");
        server.await(dead, "dead");
        target.status = 200;
        must(202, server.root("POST", PATH + "/" + dead + "/_replay", ""));
        must(202, server.root("POST", PATH + "/_replay", "{}"));
        String later =
                server.deliver(
                        "hook", "{\"body\":\"x\"}", ",\"not_before\":\"2099-01-01T00:00:00Z\"");
        must(200, server.root("POST", PATH + "/" + later + "/_cancel", ""));

        assertThat(told())
                .containsExactly(
                        "delivery_accept creation unknown User is accepting deliveries for"
                                + " connector [id=hook]",
                        "delivery_accept creation success User has accepted delivery [id="
                                + dead
                                + "]",
                        "delivery_replay creation unknown User is replaying delivery [id="
                                + dead
                                + "]",
                        "delivery_replay creation success User has replayed delivery [id="
                                + dead
                                + "]",
                        "delivery_accept creation unknown User is accepting deliveries for"
                                + " connector [id=hook]",
                        "delivery_accept creation success User has accepted delivery [id="
                                + later
                                + "]",
                        "delivery_cancel change unknown User is cancelling delivery [id="
                                + later
                                + "]");
        JsonNode first = events().get(1);
        assertThat(first.at("/kibana/saved_object").toString())
                .isEqualTo("{\"type\":\"delivery\",\"id\":\"" + dead + "\"}");
        assertThat(first.at("/kibana/space_id").stringValue()).isEqualTo("default");
        assertThat(first.at("/user/name").stringValue()).isEqualTo("elastic");
        assertThat(first.at("/event/category").toString()).isEqualTo("[\"database\"]");
        assertThat(events().toString()).doesNotContain("canary");
    }

    @Test
    void aRangeTellsOfEachThatWasReplayed() {
        target.status = 404;
        String one = server.deliver("hook", "{\"body\":\"1\"}", "");
        String two = server.deliver("hook", "{\"body\":\"2\"}", "");
        server.await(one, "dead");
        server.await(two, "dead");
        must(202, server.root("POST", PATH + "/_replay", "{\"connector_id\":\"hook\"}"));

        assertThat(told())
                .contains(
                        "delivery_replay creation success User has replayed delivery [id="
                                + one
                                + "]",
                        "delivery_replay creation success User has replayed delivery [id="
                                + two
                                + "]");
    }

    @Test
    void whatIsRefusedIsAFailure() {
        must(204, server.root("PUT", "/api/security/role/nothing", "{\"elasticsearch\":{}}"));
        must(
                200,
                server.root(
                        "PUT",
                        "/_security/user/nobody",
                        "{\"password\":\"nobody-password\",\"roles\":[\"nothing\"]}"));
        String nobody = TestClient.basic("nobody", "nobody-password");
        String body = "{\"deliveries\":[{\"connector_id\":\"hook\",\"params\":{}}]}";
        must(403, server.client.call(nobody, "POST", PATH, body));
        must(403, server.client.call(nobody, "POST", PATH + "/x/_cancel", ""));
        must(404, server.root("POST", PATH + "/gone/_replay", ""));
        must(
                400,
                server.root(
                        "POST",
                        PATH,
                        "{\"deliveries\":[{\"connector_id\":\"hook\",\"params\":{},\"expires_at\":\"2020-01-01T00:00:00Z\"}]}"));

        assertThat(told().stream().filter(text -> text.contains(" failure ")))
                .containsExactly(
                        "delivery_accept creation failure Failed attempt to accept deliveries for"
                                + " connector [id=hook]",
                        "delivery_cancel change failure Failed attempt to cancel delivery [id=x]",
                        "delivery_replay creation failure Failed attempt to replay delivery"
                                + " [id=gone]",
                        "delivery_accept creation failure Failed attempt to accept deliveries");
        assertThat(
                        events().stream()
                                .map(event -> event.at("/error/message").stringValue(""))
                                .filter(text -> !text.isEmpty()))
                .containsExactly(
                        "Unauthorized to execute a \".webhook\" action",
                        "Unauthorized to get actions",
                        "Dead delivery [gone] not found",
                        "[request body.deliveries.0.expires_at]: must be in the future");
        assertThat(events().getFirst().at("/user/name").stringValue()).isEqualTo("nobody");
    }
}
