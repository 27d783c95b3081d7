package dev.patchbay.engine.connector;

import java.util.Optional;

/**
 * Finds what an attempt runs: a preconfigured connector, else the stored one of the space. Reads
 * see every write that has returned, on every node. Thread-safe; blocking.
 */
public interface ConnectorLoader {

    /** The connector of this id as this space sees it. */
    Optional<LoadedConnector> load(String spaceId, String id);

    /** Whether the id is that of a system connector. */
    boolean isSystem(String id);
}
