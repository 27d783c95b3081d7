package dev.patchbay.engine.connector;

/**
 * An entry of a list.
 *
 * @param references objects of all spaces that refer to it; 0 for a connector that is not stored
 */
public record ListedConnector(ConnectorView connector, int references) {}
