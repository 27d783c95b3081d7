package dev.patchbay.engine.connector;

/** What came of deleting a connector. */
public sealed interface ConnectorDeletion {

    /**
     * Removed.
     *
     * @param references objects of all spaces that still refer to it
     */
    record Deleted(int references) implements ConnectorDeletion {}

    /** Still as it was. */
    record Refused(ConnectorRefusal why) implements ConnectorDeletion {}
}
