package dev.patchbay.connectors.messaging.swimlane;

import java.util.List;
import java.util.Optional;

/** A record and what is said of it. */
record SwimlaneParams(Incident incident, Optional<List<Comment>> comments) {

    /** The record; with an external id it is there already. */
    record Incident(
            Optional<String> alertId,
            Optional<String> ruleName,
            Optional<String> caseId,
            Optional<String> caseName,
            Optional<String> severity,
            Optional<String> description,
            Optional<String> externalId) {}

    /** One comment; its id comes back. */
    record Comment(String comment, String commentId) {}

    List<Comment> said() {
        return comments.orElseGet(List::of);
    }
}
