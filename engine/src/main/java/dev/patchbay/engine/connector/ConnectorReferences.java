package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Map;

/** Who refers to connectors; implemented by later packages (rules, cases). Thread-safe. */
public interface ConnectorReferences {

    /** An object that refers to a connector: its saved-object type, id, name and space. */
    record Reference(String type, String id, String name, String spaceId) {}

    /** The objects of all spaces that refer to a connector. */
    default List<Reference> of(String connectorId) {
        return List.of();
    }

    /** Numbers of referring objects for each connector that has any. */
    default Map<String, Integer> counts() {
        return Map.of();
    }

    /** A connector is being replaced: what is known of its target alone ends with it. */
    default void changing(Tx tx, String spaceId, String connectorId) {}

    /** A connector is being deleted: what lives by it alone ends in the same transaction. */
    default void deleting(Tx tx, String spaceId, String connectorId) {}

    /** Nothing refers to connectors: the server has no rules yet. */
    static ConnectorReferences none() {
        return new ConnectorReferences() {};
    }
}
