package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.ConnectorRefusal;

import java.util.List;
import java.util.Optional;

/** What came of an import. */
public sealed interface ImportResult {

    /** Nothing was looked at. */
    record Refused(ConnectorRefusal why) implements ImportResult {}

    /**
     * Looked at. With an error nothing was stored, and {@code imported} is what would have been.
     *
     * @param imported in the order of the file, those that were dropped included
     * @param missingSecrets how many stored connectors wait for secrets
     * @param preconfigured ids that belong to preconfigured connectors: dropped
     * @param invalid ids that no connector may have: dropped
     */
    record Done(
            List<Imported> imported,
            List<ImportError> errors,
            int missingSecrets,
            List<String> preconfigured,
            List<String> invalid)
            implements ImportResult {}

    /**
     * One connector.
     *
     * @param id in the file
     * @param destinationId its id here, when that is another one
     * @param overwritten whether it replaced one
     */
    record Imported(String id, String title, Optional<String> destinationId, boolean overwritten) {}
}
