package dev.patchbay.server.connectors;

import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;

/** Calls internal routes without the header that they ask for. */
record PlainCall(TestNode node) {

    Reply get(String path) {
        // The client adds the header to paths that name it; an encoded letter hides this one.
        return node.client.call(TestNode.ROOT, "GET", path.replace("internal", "%69nternal"), "");
    }
}
