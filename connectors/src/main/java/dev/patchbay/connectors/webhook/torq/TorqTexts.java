package dev.patchbay.connectors.webhook.torq;

import dev.patchbay.connectors.shared.UrlChecks;

/** What {@code .torq} says (contract/connectors-messaging-webhook.md, section 14). */
final class TorqTexts {

    static final String CONFIGURATION = "error configuring send to Torq action: ";
    static final String UNPARSABLE = "unable to parse url: " + UrlChecks.INVALID_URL;
    static final String OTHER_HOST =
            "url must begin with https://hooks.torq.io or https://hooks.eu.torq.io";

    static final String NOT_NOW = "error triggering Torq workflow";
    static final String INVALID_BODY = "error triggering Torq workflow, invalid body";
    static final String REQUEST_FAILED = "error triggering Torq workflow, request failed";
    static final String UNEXPECTED = "error triggering Torq workflow, unexpected error";

    private TorqTexts() {}

    /** Of an answer that is neither a success nor asks to come again. */
    static String refused(int status) {
        return switch (status) {
            case 401 -> "error triggering Torq workflow, unauthorised";
            case 404 -> "error triggering Torq workflow, make sure the webhook URL is valid";
            case 405 -> "error triggering Torq workflow, method is not supported";
            default -> "error triggering Torq workflow, invalid response";
        };
    }
}
