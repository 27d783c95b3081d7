package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.ROOT;
import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.TestClient.Reply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the door of deliveries does while the disk is full, and when it has room again. */
final class FullDisk {

    private static final String PATH = DeliveryServer.PATH;

    private FullDisk() {}

    /**
     * Submits until the disk is full, and once more when there is room.
     *
     * @param fill leaves room for a few hundred pages
     * @param makeRoom takes that back
     */
    static void answers503AndAcceptsNothingByHalves(
            DeliveryServer server, Runnable fill, Runnable makeRoom) {
        // Grows with each: what is accepted must not end and make room.
        String one =
                "{\"connector_id\":\""
                        + server.connector
                        + "\",\"params\":{\"do\":\"ok\",\"text\":\""
                        + "x".repeat(4_000)
                        + "\"},\"not_before\":\"2099-01-01T00:00:00Z\"}";
        String body = "{\"deliveries\":[" + (one + ",").repeat(19) + one + "]}";
        fill.run();

        Set<String> accepted = new HashSet<>();
        Reply reply = keyed(server, "key-0", body);
        int requests = 1;
        while (reply.status() == 202) {
            accepted.addAll(ids(reply));
            assertThat(requests).as("the disk is never full").isLessThan(50);
            reply = keyed(server, "key-" + requests++, body);
        }
        String failed = "key-" + (requests - 1);

        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(accepted).isNotEmpty();
        assertThat(pending(server)).isEqualTo(accepted.size());
        assertThat(
                        must(200, server.node.root("GET", PATH + "?limit=1000"))
                                .json()
                                .path("deliveries")
                                .findValuesAsString("id"))
                .containsExactlyInAnyOrderElementsOf(accepted);

        // With room again the same request is a new one: not even its key was kept.
        makeRoom.run();
        Reply again = keyed(server, failed, body);
        assertThat(ids(again)).hasSize(20).doesNotContainAnyElementsOf(accepted);
        assertThat(again.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(pending(server)).isEqualTo(accepted.size() + 20L);
    }

    private static Reply keyed(DeliveryServer server, String key, String body) {
        return server.node.client.call(ROOT, "POST", PATH, body, "Idempotency-Key", key);
    }

    private static List<String> ids(Reply accepted) {
        return must(202, accepted).json().path("deliveries").findValuesAsString("id");
    }

    private static long pending(DeliveryServer server) {
        return server.node.database.deliveries().pending();
    }
}
