package dev.patchbay.engine.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what was prepared of a connector for as long as the loader keeps the connector itself.
 * Thread-safe.
 */
final class PreparedConnectors {

    /** The type may be described as data and change while the connector stays. */
    private record Kept(ConnectorType type, PreparedConnector prepared) {}

    private final Cache<LoadedConnector, Kept> kept =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** What an attempt needs of this connector with these opened secrets. */
    PreparedConnector of(LoadedConnector connector, ConnectorType type, ObjectNode secrets) {
        Kept known = kept.getIfPresent(connector);
        if (known != null && known.type().specHash().equals(type.specHash())) {
            return known.prepared();
        }
        // Two at once may both prepare: harmless, and nobody waits for another's work.
        PreparedConnector prepared = PreparedConnector.of(type, connector.config(), secrets);
        kept.put(connector, new Kept(type, prepared));
        return prepared;
    }
}
