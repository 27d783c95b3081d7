package dev.patchbay.connectors.messaging.swimlane;

import java.util.Optional;

/** Where records go, and into which of their fields. */
record SwimlaneConfig(String apiUrl, String appId, Mappings mappings) {

    /** A field of the application. */
    record Field(String id, String fieldType) {}

    /** The fields that something is put into. */
    record Mappings(
            Optional<Field> ruleNameConfig,
            Optional<Field> alertIdConfig,
            Optional<Field> caseIdConfig,
            Optional<Field> caseNameConfig,
            Optional<Field> commentsConfig,
            Optional<Field> severityConfig,
            Optional<Field> descriptionConfig) {}

    /** The address without one trailing slash. */
    String base() {
        return apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    }

    /** Where the API is. */
    String api() {
        return base().endsWith("api") ? base() : base() + "/api";
    }
}
