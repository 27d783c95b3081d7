package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.sdk.http.HttpReply;

/** What {@code .slack_api} says (contract/connectors-messaging-webhook.md, section 4). */
final class SlackApiTexts {

    static final String CONFIGURATION = "error configuring slack action: ";
    static final String NOT_POSTED = "error posting slack message";
    static final String NOT_NOW = "error posting a slack message";
    static final String EMPTY = "unexpected null response from slack";

    static final String NO_CHANNEL_ID = "The channel id is empty";
    static final String NO_CHANNEL =
            "One of channels, channelIds, or channelNames is required and cannot be empty";
    static final String NOT_ALLOWED =
            "One or more provided channels are not included in the allowed channels list";
    static final String NO_NAME =
            "[Action][ExternalService] -> [Slack API] Unsupported channel name. Must start with #";

    static final String NAME_EMPTY = "Channel name cannot be empty";
    static final String NAME_WITHOUT_HASH = "Channel name must start with #";
    static final String NO_BLOCKS = "block kit body must contain field \"blocks\"";

    private SlackApiTexts() {}

    static String badBlocks(String reason) {
        return "block kit body is not valid JSON - " + reason;
    }

    static String unexpected(HttpReply reply) {
        return "unexpected http response from slack: "
                + reply.status()
                + " "
                + reply.reasonPhrase();
    }
}
