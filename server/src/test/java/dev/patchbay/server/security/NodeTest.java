package dev.patchbay.server.security;

import org.junit.jupiter.api.AfterEach;

/** A test of one node over a database of its own. */
abstract class NodeTest {

    final TestDatabase database;

    /** To be replaced by a test that starts it anew. */
    Node node;

    NodeTest(TestDatabase.Kind kind, Node.Setup setup) {
        database = TestDatabase.create(kind);
        node = new Node(database, setup);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }
}
