package dev.patchbay.engine.transfer;

import java.util.Optional;

/**
 * What the caller wants of one connector.
 *
 * @param overwrite replace the connector that is there
 * @param newCopy make another one, with an id of its own
 * @param destinationId which connector to replace or to make instead of the file's id
 */
public record ImportChoice(boolean overwrite, boolean newCopy, Optional<String> destinationId) {}
