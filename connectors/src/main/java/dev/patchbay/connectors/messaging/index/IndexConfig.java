package dev.patchbay.connectors.messaging.index;

import java.util.Optional;

/** Where documents go. */
record IndexConfig(String index, boolean refresh, Optional<String> executionTimeField) {

    /** The field for the time of the execution, unless it is blank. */
    Optional<String> timeField() {
        return executionTimeField.map(String::strip).filter(name -> !name.isEmpty());
    }
}
