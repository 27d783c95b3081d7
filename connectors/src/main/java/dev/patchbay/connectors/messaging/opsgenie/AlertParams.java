package dev.patchbay.connectors.messaging.opsgenie;

import java.util.Optional;

/** Of params, what is not sent as it is. */
record AlertParams(Optional<String> alias, Optional<String> message) {

    /** The alias, unless it is empty. */
    Optional<String> key() {
        return alias.filter(text -> !text.isEmpty());
    }
}
