package dev.patchbay.engine.connector;

/** What came of reading a connector. */
public sealed interface ConnectorRead {

    /** It is there. */
    record Found(ConnectorView connector) implements ConnectorRead {}

    /** It is not, or it is not read this way. */
    record Refused(ConnectorRefusal why) implements ConnectorRead {}
}
