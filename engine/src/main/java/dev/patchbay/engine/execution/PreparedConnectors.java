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

    private final Cache<LoadedConnector, PreparedConnector> kept =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** What an attempt needs of this connector with these opened secrets. */
    PreparedConnector of(LoadedConnector connector, ConnectorType type, ObjectNode secrets) {
        PreparedConnector prepared = kept.getIfPresent(connector);
        if (prepared == null) {
            // Two at once may both prepare: harmless, and nobody waits for another's work.
            prepared = PreparedConnector.of(type, connector.config(), secrets);
            kept.put(connector, prepared);
        }
        return prepared;
    }
}
