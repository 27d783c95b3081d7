package dev.patchbay.connectors.webhook.webhook;

/** What {@code .webhook} says (contract/connectors-messaging-webhook.md, section 6.4). */
final class WebhookTexts {

    static final String CONFIGURATION = "error validation webhook action config: ";
    static final String NOT_NOW = "error calling webhook";
    static final String INVALID_RESPONSE = "error calling webhook, invalid response";
    static final String REQUEST_FAILED = "error calling webhook, request failed";

    private WebhookTexts() {}
}
