package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

/** What {@code .swimlane} says (contract/connectors-messaging-webhook.md, section 16). */
final class SwimlaneTexts {

    static final String CONFIGURATION = "error configuring connector action: ";
    static final String WRONG_CONFIGURATION = "[Action]Swimlane: Wrong configuration.";
    static final String NO_COMMENT_FIELD = "No comment field mapped in Swimlane connector";
    static final String NOT_JSON = "Response is not a valid JSON";

    private SwimlaneTexts() {}

    static String unable(String what, String appId, int status, String error, String reason) {
        return "[Action][Swimlane]: Unable to "
                + what
                + " in application with id "
                + appId
                + ". Status: "
                + status
                + ". Error: "
                + error
                + ". Reason: "
                + reason;
    }

    /** Swimlane's own words. */
    static String reason(HttpReply reply) {
        JsonNode answer = reply.data();
        JsonNode argument = answer.path("Argument");
        JsonNode code = answer.path("ErrorCode");
        return argument.isMissingNode() || code.isMissingNode()
                ? "unknown"
                : plain(argument) + " (" + plain(code) + ")";
    }

    static String contentType(String given, String method, String url) {
        return "Unsupported content type: "
                + given
                + " in "
                + method
                + " "
                + url
                + ". Supported content types: application/json";
    }

    static String missing(String fields) {
        return "Response is missing at least one of the expected fields: " + fields;
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
