package dev.patchbay.sdk.connector;

/** Which connector runs: id, its own name, its type's id, the space of the run. */
public record ConnectorIdentity(String id, String name, String typeId, String spaceId) {}
