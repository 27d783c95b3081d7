package dev.patchbay.connectors.messaging.slack;

import dev.patchbay.sdk.http.HttpReply;

/** What {@code .slack} says (contract/connectors-messaging-webhook.md, section 3). */
final class SlackTexts {

    static final String CONFIGURATION = "error configuring slack action: ";
    static final String UNPARSABLE = "unable to parse host name from webhookUrl";
    static final String NOT_POSTED = "error posting slack message";
    static final String NOT_NOW = "error posting a slack message";
    static final String EMPTY = "unexpected null response from slack";

    private SlackTexts() {}

    /** Of Slack's SDK, when no answer came. */
    static String requestError(String reason) {
        return "A request error occurred: " + reason;
    }

    /** Of Slack's SDK, when the status is an error. */
    static String protocolError(HttpReply reply) {
        return "An HTTP protocol error occurred: statusCode = " + reply.status();
    }

    static String unexpected(HttpReply reply) {
        return "unexpected http response from slack: "
                + reply.status()
                + " "
                + reply.reasonPhrase();
    }
}
