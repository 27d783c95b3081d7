package dev.patchbay.connectors.messaging.pagerduty;

/** What {@code .pagerduty} says (contract/connectors-messaging-webhook.md, section 11). */
final class PagerDutyTexts {

    static final String CONFIGURATION = "error configuring pagerduty action: ";
    static final String NOT_POSTED = "error posting pagerduty event";
    static final String NO_SUMMARY = "No summary provided.";

    private PagerDutyTexts() {}

    static String httpStatus(int status) {
        return NOT_POSTED + ": http status " + status;
    }

    static String unexpectedStatus(int status) {
        return NOT_POSTED + ": unexpected status " + status;
    }

    static String badTimestamp(String timestamp) {
        return "error parsing timestamp \"" + timestamp + "\"";
    }

    static String dedupKeyRequired(String eventAction) {
        return "DedupKey is required when eventAction is \"" + eventAction + "\"";
    }

    static String defaultSource(String connectorId) {
        return "Kibana Action " + connectorId;
    }
}
