package dev.patchbay.engine.connector;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * A connector as an attempt needs it, stored or preconfigured: raw config and secrets, not
 * validated against the type yet. The loader returns the same instance until the connector changes,
 * so that what is derived from it can be kept with it.
 *
 * @param spaceId where it is stored; empty for a preconfigured one, which all spaces see
 * @param secrets opened, or why not; never unreadable for a preconfigured one
 * @param derived what executions made of it
 */
public record LoadedConnector(
        String id,
        String name,
        String typeId,
        Optional<String> spaceId,
        ObjectNode config,
        ConnectorVault.Opened secrets,
        Derived derived) {

    /** Of which nothing is made yet. */
    public LoadedConnector(
            String id,
            String name,
            String typeId,
            Optional<String> spaceId,
            ObjectNode config,
            ConnectorVault.Opened secrets) {
        this(id, name, typeId, spaceId, config, secrets, new Derived());
    }

    /** Whether it comes from kibana.yml. */
    public boolean preconfigured() {
        return spaceId.isEmpty();
    }

    /** Compared by identity, see above. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "LoadedConnector[" + id + " " + typeId + "]";
    }
}
