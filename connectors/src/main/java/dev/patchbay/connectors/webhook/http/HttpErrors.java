package dev.patchbay.connectors.webhook.http;

/** What {@code .http} says (contract/connectors-messaging-webhook.md, section 7). */
final class HttpErrors {

    static final String CONFIGURATION = "error validation http action config: ";
    static final String NOT_NOW = "error calling http";
    static final String INVALID_RESPONSE = "error calling http, invalid response";
    static final String REQUEST_FAILED = "error calling http, request failed";
    static final String NO_URL = "URL is required";

    private HttpErrors() {}
}
