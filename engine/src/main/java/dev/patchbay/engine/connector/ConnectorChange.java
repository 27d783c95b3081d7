package dev.patchbay.engine.connector;

/** What came of creating or updating a connector. */
public sealed interface ConnectorChange {

    /** Stored, as it is now. */
    record Stored(StoredConnector connector) implements ConnectorChange {}

    /** Not written. */
    record Refused(ConnectorRefusal why) implements ConnectorChange {}
}
