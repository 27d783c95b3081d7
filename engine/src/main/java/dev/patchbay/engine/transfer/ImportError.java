package dev.patchbay.engine.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a connector was not imported. */
public sealed interface ImportError {

    /** Its id in the file. */
    String id();

    /** Its name in the file. */
    String title();

    /**
     * Its id is taken.
     *
     * @param destinationId the connector in its way, when that has another id
     */
    record Conflict(String id, String title, Optional<String> destinationId)
            implements ImportError {}

    /** Several connectors came from the same one. */
    record Ambiguous(String id, String title, List<Destination> destinations)
            implements ImportError {}

    /** It is not a connector that can be stored. */
    record Unfit(String id, String title, String message) implements ImportError {}

    /** One that may have been meant. */
    record Destination(String id, String title, Instant updatedAt) {}
}
