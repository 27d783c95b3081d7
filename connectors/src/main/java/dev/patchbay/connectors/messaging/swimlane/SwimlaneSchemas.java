package dev.patchbay.connectors.messaging.swimlane;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

/** The fields of {@code .swimlane}. */
final class SwimlaneSchemas {

    static final Schema CONFIG =
            object(
                    member(
                            "apiUrl",
                            string().described(
                                            "URL",
                                            "Address of Swimlane; `/api` is added unless it ends"
                                                    + " with `api`.")),
                    member("appId", string().described("Application", "Its id.")),
                    member(
                            "connectorType",
                            enumeration("all", "alerts", "cases")
                                    .described("Used for", "What forms offer; it limits nothing.")),
                    member(
                            "mappings",
                            object(
                                            field("ruleNameConfig", "Rule name"),
                                            field("alertIdConfig", "Alert id"),
                                            field("caseIdConfig", "Case id"),
                                            field("caseNameConfig", "Case name"),
                                            field("commentsConfig", "Comments"),
                                            field("severityConfig", "Severity"),
                                            field("descriptionConfig", "Description"))
                                    .described("Mappings", "Which field holds what.")));

    static final Schema SECRETS =
            object(
                    member(
                            "apiToken",
                            string().secret().described("API token", "A personal access token.")));

    static final Schema PUSH =
            object(
                    member(
                            "incident",
                            object(
                                            text("alertId", "Alert id"),
                                            text("ruleName", "Rule name"),
                                            text("caseId", "Case id"),
                                            text("caseName", "Case name"),
                                            text("severity", "Severity"),
                                            text("description", "Description"),
                                            text("externalId", "Record to update"))
                                    .described("Record", "What its fields hold.")),
                    member(
                            "comments",
                            array(
                                            object(
                                                    member(
                                                            "comment",
                                                            string().template(EscapeMode.NONE)
                                                                    .described(
                                                                            "Comment",
                                                                            "Its text.")),
                                                    member(
                                                            "commentId",
                                                            string().template(EscapeMode.NONE)
                                                                    .described(
                                                                            "Id", "Comes back."))))
                                    .nullByDefault()
                                    .described("Comments", "Added to the record, in order.")));

    private SwimlaneSchemas() {}

    private static Member field(String name, String label) {
        return member(
                name,
                object(
                                member("id", string().described("Id", "Of the field.")),
                                member("key", string().described("Key", "Of the field.")),
                                member("name", string().described("Name", "Of the field.")),
                                member(
                                        "fieldType",
                                        string().described(
                                                        "Type",
                                                        "`numeric` makes a number of the value.")))
                        .nullByDefault()
                        .described(label, "The field that holds it, if any."));
    }

    private static Member text(String name, String label) {
        return member(
                name,
                string().template(EscapeMode.NONE)
                        .nullByDefault()
                        .described(label, "Sent unless it is empty or has no field."));
    }
}
