package dev.patchbay.connectors.messaging.slackapi;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

/** The params of the sub-actions that read; templates in them are not rendered. */
final class SlackReadSchemas {

    private static final long MOST = 1000;
    private static final long LATEST = 9_007_199_254_740_991L;

    static final Schema CONVERSATIONS =
            object(
                    member(
                            "types",
                            string().optional()
                                    .described(
                                            "Types",
                                            "Kinds of conversations with commas between, such as"
                                                    + " `public_channel,private_channel`.")),
                    cursor(),
                    member(
                            "excludeArchived",
                            bool().optional()
                                    .described(
                                            "Without archived",
                                            "Whether archived ones are left out.")),
                    limit());

    static final Schema HISTORY =
            object(
                    channel(),
                    member(
                            "oldest",
                            number().optional()
                                    .described("Oldest", "Seconds since 1970; only later ones.")),
                    cursor(),
                    limit());

    static final Schema REPLIES =
            object(
                    channel(),
                    member(
                            "ts",
                            string().described("Thread", "`ts` of the message that began it.")));

    static final Schema USERS = object(cursor(), limit());

    static final Schema DIGEST =
            object(
                    member(
                            "since",
                            integer(0, LATEST)
                                    .described("Since", "Seconds since 1970; only later ones.")),
                    member(
                            "types",
                            array(
                                            enumeration(
                                                    "public_channel",
                                                    "private_channel",
                                                    "im",
                                                    "mpim"),
                                            1,
                                            Integer.MAX_VALUE)
                                    .described("Types", "Kinds of conversations.")),
                    member(
                            "keywords",
                            array(string())
                                    .optional()
                                    .described(
                                            "Keywords",
                                            "Only messages with one of them, in any case; all"
                                                    + " messages, when there is none.")));

    private SlackReadSchemas() {}

    private static Member channel() {
        return member("channel", string().described("Channel", "Its id."));
    }

    private static Member cursor() {
        return member(
                "cursor",
                string().optional()
                        .described(
                                "Cursor", "`response_metadata.next_cursor` of the page before."));
    }

    private static Member limit() {
        return member(
                "limit", integer(1, MOST).optional().described("Limit", "Most entries of a page."));
    }
}
