package dev.patchbay.connectors.webhook.tines;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

/** What {@code .tines} takes, and what Tines answers. */
final class TinesSchemas {

    static final Schema CONFIG =
            object(
                    member(
                            "url",
                            string().described(
                                            "URL",
                                            "Address of the tenant, such as"
                                                    + " `https://example.tines.com`.")));

    static final Schema SECRETS =
            object(
                    member(
                            "email",
                            string().secret().described("E-mail", "Of the owner of the token.")),
                    member("token", string().secret().described("Token", "Of the API.")));

    static final Schema STORIES_PARAMS = openObject();

    static final Schema WEBHOOKS_PARAMS =
            object(
                    member(
                            "storyId",
                            number().coerced(Schemas::numberFromText)
                                    .described("Story", "Whose webhooks are listed.")));

    static final Schema RUN_PARAMS =
            object(
                    member(
                            "webhook",
                            object(
                                            member("id", number().described("Id", "Of the agent.")),
                                            member("name", string().described("Name", "Its name.")),
                                            member(
                                                    "storyId",
                                                    number().described("Story", "Its story.")),
                                            member(
                                                    "path",
                                                    string().optional()
                                                            .described(
                                                                    "Path",
                                                                    "Looked up when left out.")),
                                            member(
                                                    "secret",
                                                    string().optional()
                                                            .described(
                                                                    "Secret",
                                                                    "Looked up when left out.")))
                                    .optional()
                                    .described("Webhook", "As `webhooks` lists it.")),
                    member(
                            "webhookUrl",
                            string().optional().described("Webhook URL", "Wins over `webhook`.")),
                    member(
                            "body",
                            string().described(
                                            "Body",
                                            "JSON that the story gets. Rule actions send all"
                                                    + " their variables instead.")));

    static final Schema STORIES =
            openObject(
                    member(
                            "stories",
                            array(
                                    openObject(
                                            member("id", number()),
                                            member("name", string()),
                                            member("published", bool())))),
                    pages());

    static final Schema AGENTS =
            openObject(
                    member(
                            "agents",
                            array(
                                    openObject(
                                            member("id", number()),
                                            member("type", string()),
                                            member("name", string()),
                                            member("story_id", number())))),
                    pages());

    static final Schema AGENT =
            openObject(
                    member(
                            "options",
                            openObject(member("path", string()), member("secret", string()))));

    /** Whatever the story answers, as long as it is an object. */
    static final Schema RAN = openObject();

    private TinesSchemas() {}

    private static Member pages() {
        return member("meta", openObject(member("pages", number())));
    }
}
