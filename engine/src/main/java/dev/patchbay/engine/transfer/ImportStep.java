package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.StoredConnector;

import java.util.Optional;

/** What is to be done about one connector of the file. */
sealed interface ImportStep {

    /** Make one. */
    record Insert(ImportedConnector object, String id, Optional<String> originId)
            implements ImportStep {}

    /** Replace one of the space. */
    record Replace(ImportedConnector object, StoredConnector before) implements ImportStep {}

    /** Leave it away: a preconfigured connector has its id. */
    record Shadowed(ImportedConnector object) implements ImportStep {}

    /** Leave it away: no connector may have its id. */
    record Misnamed(ImportedConnector object) implements ImportStep {}

    /** The caller has to decide or to correct it. */
    record Stuck(ImportError error) implements ImportStep {}
}
