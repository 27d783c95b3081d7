package dev.patchbay.engine.connector;

import tools.jackson.databind.node.ObjectNode;

/** What a client writes into a connector: all of it, nothing is merged with what is stored. */
public record ConnectorDraft(String name, ObjectNode config, ObjectNode secrets) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ConnectorDraft[" + name + "]";
    }
}
