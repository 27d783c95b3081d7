package dev.patchbay.connectors.messaging.opsgenie;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

/** The fields of both services. */
final class AlertSchemas {

    private static final String BLANK = "must be populated with a value other than just whitespace";

    static final Schema CONFIG =
            object(
                    member(
                            "apiUrl",
                            string().described(
                                            "API URL",
                                            "Paths are resolved against it, so that it ends with"
                                                    + " a slash or has no path.")));

    static final Schema SECRETS =
            object(
                    member(
                            "apiKey",
                            string().secret().described("API key", "Key of an API integration.")));

    static final Schema CLOSE =
            object(
                    member(
                            "alias",
                            templated(string())
                                    .described(
                                            "Alias",
                                            "Which open alert; hashed when longer"
                                                    + " than 512 characters.")),
                    text("user", 100, "User", "Who closes it."),
                    text("source", 100, "Source", "Where the request comes from."),
                    text("note", 25_000, "Note", "Kept with the alert."));

    /** An acceptance, or a failure; either may hold more. */
    static final Schema ANSWER =
            union(
                    openObject(
                            member("result", string()),
                            member("took", number().coerced(Schemas::numberFromText)),
                            member("requestId", string())),
                    openObject(
                            member("message", string().optional()),
                            member("result", string().optional()),
                            member("took", number().coerced(Schemas::numberFromText).optional()),
                            member("requestId", string().optional()),
                            member("errors", any().optional())));

    private AlertSchemas() {}

    static Schema create(Schema responder, Schema visibleTo) {
        return object(
                member(
                        "message",
                        templated(
                                        string(1, 15_000)
                                                .refined(
                                                        Refinement.of(
                                                                text ->
                                                                        !text.stringValue()
                                                                                .isBlank(),
                                                                BLANK)))
                                .described("Message", "Cut after 130 characters.")),
                member(
                        "alias",
                        templated(string())
                                .optional()
                                .described(
                                        "Alias",
                                        "Names the alert; hashed when longer than 512"
                                                + " characters.")),
                text("description", 15_000, "Description", "The long form of the message."),
                member(
                        "responders",
                        array(responder, 0, 50).optional().described("Responders", "Who is told.")),
                member(
                        "visibleTo",
                        array(visibleTo, 0, 50)
                                .optional()
                                .described("Visible to", "Who sees it without being told.")),
                texts("actions", 10, "Actions", "Custom actions of the alert."),
                texts(
                        "tags",
                        20,
                        "Tags",
                        "`{{rule.tags}}` as one of them stands for the tags of the rule."),
                member(
                        "details",
                        record(templated(string()))
                                .optional()
                                .described("Details", "Free key-value pairs.")),
                text("entity", 512, "Entity", "What the alert is about."),
                text("source", 100, "Source", "Where the alert comes from."),
                member(
                        "priority",
                        enumeration("P1", "P2", "P3", "P4", "P5")
                                .optional()
                                .described("Priority", "`P3` for the service when left out.")),
                text("user", 100, "User", "Who creates it."),
                text("note", 25_000, "Note", "Kept with the alert."));
    }

    private static Member text(String name, int longest, String label, String help) {
        return member(name, templated(string(0, longest)).optional().described(label, help));
    }

    private static Member texts(String name, int most, String label, String help) {
        return member(
                name, array(templated(string(0, 50)), 0, most).optional().described(label, help));
    }

    private static Schema templated(Schema text) {
        return text.template(EscapeMode.NONE);
    }
}
