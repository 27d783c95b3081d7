package dev.patchbay.connectors.messaging.slackapi;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.JsonTextErrors;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The fields of {@code .slack_api}. */
final class SlackApiSchemas {

    private static final int MOST_ALLOWED = 500;
    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 200;

    static final Schema CONFIG =
            object(
                    member(
                            "allowedChannels",
                            array(
                                            object(
                                                    member(
                                                            "name",
                                                            string(1)
                                                                    .described(
                                                                            "Name",
                                                                            "With or without"
                                                                                    + " `#`.")),
                                                    member(
                                                            "id",
                                                            string(1)
                                                                    .optional()
                                                                    .described(
                                                                            "Id",
                                                                            "Such as `C0123`."))),
                                            0,
                                            MOST_ALLOWED)
                                    .optional()
                                    .described(
                                            "Allowed channels",
                                            "The only channels that may be posted to; any, when"
                                                    + " none is named.")));

    static final Schema SECRETS =
            object(
                    member(
                            "token",
                            string(1)
                                    .secret()
                                    .described(
                                            "Token",
                                            "Bot token (`xoxb-…`) with `chat:write`, and"
                                                    + " `channels:read` for `validChannelId`.")));

    static final Schema CHANNEL_ID =
            object(
                    member(
                            "channelId",
                            string().optional().described("Channel id", "What is looked up.")));

    static final Schema MESSAGE =
            posted(
                    string(1)
                            .template(EscapeMode.SLACK)
                            .described("Text", "What is posted, in Slack's mrkdwn."));

    static final Schema BLOCKS =
            posted(
                    string().refined(SlackApiSchemas::blocks)
                            .template(EscapeMode.JSON)
                            .described(
                                    "Blocks",
                                    "JSON with `blocks`, as the Block Kit Builder" + " shows it."));

    private SlackApiSchemas() {}

    private static Schema posted(Schema text) {
        return object(
                member(
                        "channels",
                        array(string(), 0, 1)
                                .optional()
                                .described("Channels", "Deprecated; not checked.")),
                member(
                        "channelIds",
                        array(string(), 0, 1)
                                .optional()
                                .described("Channel ids", "Used when there is no name.")),
                member(
                        "channelNames",
                        array(string().refined(SlackApiSchemas::name), 0, 1)
                                .optional()
                                .described(
                                        "Channel names",
                                        "Such as `#ops`, 2 to 200 characters; used before"
                                                + " `channelIds`.")),
                member("text", text));
    }

    /** All that is wrong, as Kibana's validator lists it. */
    private static List<Violation> name(JsonNode value) {
        String name = value.stringValue();
        List<Violation> all = new ArrayList<>();
        if (name.length() < SHORTEST_NAME) {
            all.add(violation("Too small: expected string to have >=2 characters"));
        }
        if (name.length() > LONGEST_NAME) {
            all.add(violation("Too big: expected string to have <=200 characters"));
        }
        if (name.isEmpty()) {
            all.add(violation(SlackApiTexts.NAME_EMPTY));
        } else if (!name.startsWith("#")) {
            all.add(violation(SlackApiTexts.NAME_WITHOUT_HASH));
        }
        return all;
    }

    private static List<Violation> blocks(JsonNode value) {
        String text = value.stringValue();
        return JsonTextErrors.of(text)
                .map(reason -> List.of(violation(SlackApiTexts.badBlocks(reason))))
                .orElseGet(() ->
                        Json.read(text).has("blocks")
                                ? List.of()
                                : List.of(violation(SlackApiTexts.NO_BLOCKS)));
    }

    private static Violation violation(String text) {
        return new Violation(Path.ROOT, text);
    }
}
