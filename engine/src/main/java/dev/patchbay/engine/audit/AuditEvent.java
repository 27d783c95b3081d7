package dev.patchbay.engine.audit;

import java.util.Optional;

/**
 * One line of the audit log: names, ids and counts, never a value of config or secrets.
 *
 * @param action {@code event.action}, such as {@code connector_create}
 * @param category {@code event.category}: {@code database}, {@code authentication}, {@code iam}
 * @param type {@code event.type}, empty where Kibana sends none
 * @param outcome {@code success}, {@code failure} or {@code unknown} (before a write)
 * @param objectType {@code kibana.saved_object.type}
 * @param spaceId {@code kibana.space_id}
 * @param username {@code user.name}, empty before anyone is known
 * @param error name and message of the failure
 */
public record AuditEvent(
        String action,
        String category,
        Optional<String> type,
        String outcome,
        String message,
        Optional<String> objectType,
        Optional<String> objectId,
        Optional<String> spaceId,
        Optional<String> username,
        Optional<ErrorInfo> error) {

    /** {@code error.code} and {@code error.message}. */
    public record ErrorInfo(String code, String message) {}
}
