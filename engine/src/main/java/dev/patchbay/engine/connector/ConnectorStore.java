package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps connectors; ids are unique over all spaces. Thread-safe; blocking. Reads see every write
 * that has returned.
 */
public interface ConnectorStore {

    /** The connector of this id in this space. */
    Optional<StoredConnector> find(String spaceId, String id);

    /** The connectors of a space in the order of their creation. */
    List<StoredConnector> list(String spaceId);

    /**
     * Up to {@code limit} connectors of all spaces whose id is greater than {@code afterId}, by id.
     */
    List<StoredConnector> scan(String afterId, int limit);

    /** Those of these ids that exist, in whichever space; in no order. */
    List<StoredConnector> findAll(Collection<String> ids);

    /** Of the connectors of a space that came under another id: their ids and the ids before. */
    Map<String, String> origins(String spaceId);

    /** Remembers under which id a connector that exists was exported. */
    void setOrigin(Tx tx, String id, String originId);

    /** Adds a connector; false when the id is taken in any space. */
    boolean insert(Tx tx, StoredConnector connector);

    /**
     * Replaces the connector when its stored version is {@code connector.version() - 1}; false
     * otherwise.
     */
    boolean update(Tx tx, StoredConnector connector);

    /** Removes a connector and its tokens; false when there is none. */
    boolean delete(Tx tx, String spaceId, String id);

    /** Removes the connectors of a space with their tokens. */
    void deleteSpace(Tx tx, String spaceId);
}
