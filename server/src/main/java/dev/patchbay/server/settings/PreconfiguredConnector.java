package dev.patchbay.server.settings;

import tools.jackson.databind.node.ObjectNode;

/**
 * A connector of kibana.yml (contract/settings.md, section 2.2). Config and secrets are as written:
 * its type validates them at execution. Do not change the two objects.
 */
public record PreconfiguredConnector(
        String id,
        String name,
        String actionTypeId,
        ObjectNode config,
        ObjectNode secrets,
        boolean exposeConfig) {

    /** Without config and secrets. */
    @Override
    public String toString() {
        return "PreconfiguredConnector[" + id + ", " + actionTypeId + "]";
    }
}
