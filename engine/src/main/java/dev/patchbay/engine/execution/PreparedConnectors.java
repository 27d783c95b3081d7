package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.node.ObjectNode;

/** Keeps what was prepared of a connector with the connector itself. Stateless; thread-safe. */
final class PreparedConnectors {

    private PreparedConnectors() {}

    /** The type may be described as data and change while the connector stays. */
    private record Kept(ConnectorType type, PreparedConnector prepared) {}

    /** What an attempt needs of this connector with these opened secrets. */
    static PreparedConnector of(LoadedConnector connector, ConnectorType type, ObjectNode secrets) {
        Kept known = connector.derived().get(Kept.class);
        if (known != null
                && (known.type() == type || known.type().specHash().equals(type.specHash()))) {
            return known.prepared();
        }
        // Two at once may both prepare: harmless, and nobody waits for another's work.
        PreparedConnector prepared = PreparedConnector.of(type, connector.config(), secrets);
        connector.derived().set(new Kept(type, prepared));
        return prepared;
    }
}
