package dev.patchbay.connectors.messaging.teams;

/** What {@code .teams} says (contract/connectors-messaging-webhook.md, section 5). */
final class TeamsTexts {

    static final String CONFIGURATION = "error configuring teams action: ";
    static final String UNPARSABLE = "unable to parse host name from webhookUrl";
    static final String NOT_NOW = "error posting a Microsoft Teams message";
    static final String INVALID_RESPONSE = "error posting to Microsoft Teams, invalid response";
    static final String UNEXPECTED = "error posting to Microsoft Teams, unexpected error";

    /** With which Teams answers 200 to what it did not post. */
    static final String THROTTLED = "ErrorCode:ApplicationThrottled";

    private TeamsTexts() {}
}
