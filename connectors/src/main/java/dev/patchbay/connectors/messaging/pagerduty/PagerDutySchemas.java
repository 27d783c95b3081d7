package dev.patchbay.connectors.messaging.pagerduty;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** The fields of {@code .pagerduty}. */
final class PagerDutySchemas {

    private static final int LONGEST_DEDUP_KEY = 255;
    private static final int LONGEST_SUMMARY = 1024;

    static final Schema CONFIG =
            object(
                    member(
                            "apiUrl",
                            string().nullByDefault()
                                    .described(
                                            "API URL",
                                            "Where events are sent; `null` is"
                                                + " `https://events.pagerduty.com/v2/enqueue`.")));

    static final Schema SECRETS =
            object(
                    member(
                            "routingKey",
                            string().secret()
                                    .described(
                                            "Integration key",
                                            "Key of an Events API v2 integration of a service or"
                                                    + " ruleset.")));

    static final Schema PARAMS =
            object(
                            member(
                                    "eventAction",
                                    enumeration("trigger", "resolve", "acknowledge")
                                            .optional()
                                            .described(
                                                    "Event action",
                                                    "What to do; `trigger` when it is left out.")),
                            member(
                                    "dedupKey",
                                    text(LONGEST_DEDUP_KEY)
                                            .described(
                                                    "Dedup key",
                                                    "Names the incident; required to resolve or"
                                                            + " acknowledge.")),
                            member(
                                    "summary",
                                    text(LONGEST_SUMMARY)
                                            .described(
                                                    "Summary",
                                                    "Title of the incident; `No summary provided.`"
                                                            + " when it is left out.")),
                            member(
                                    "source",
                                    text().described(
                                                    "Source",
                                                    "What is affected; `Kibana Action <connector"
                                                            + " id>` when it is left out.")),
                            member(
                                    "severity",
                                    enumeration("critical", "error", "warning", "info")
                                            .optional()
                                            .described("Severity", "`info` when it is left out.")),
                            member(
                                    "timestamp",
                                    text().described(
                                                    "Timestamp",
                                                    "When it happened: epoch milliseconds or a date"
                                                            + " text; empty is none.")),
                            member(
                                    "component",
                                    text().described("Component", "Part of the source.")),
                            member("group", text().described("Group", "Logical grouping.")),
                            member("class", text().described("Class", "Class of the event.")),
                            member(
                                    "links",
                                    array(
                                                    object(
                                                            member(
                                                                    "href",
                                                                    string().template(
                                                                                    EscapeMode.NONE)
                                                                            .described(
                                                                                    "URL",
                                                                                    "Target of the"
                                                                                        + " link.")),
                                                            member(
                                                                    "text",
                                                                    string().template(
                                                                                    EscapeMode.NONE)
                                                                            .described(
                                                                                    "Text",
                                                                                    "Text of the"
                                                                                        + " link."))))
                                            .optional()
                                            .described("Links", "Shown with the incident.")),
                            member(
                                    "customDetails",
                                    record(any())
                                            .orJsonText()
                                            .template(EscapeMode.NONE)
                                            .optional()
                                            .described(
                                                    "Custom details",
                                                    "Any object, or a JSON text of one.")))
                    .refined(PagerDutySchemas::violations);

    private PagerDutySchemas() {}

    private static Schema text() {
        return string().template(EscapeMode.NONE).optional();
    }

    private static Schema text(int longest) {
        return string(0, longest).template(EscapeMode.NONE).optional();
    }

    /** The first one only, as Kibana's single validator reports. */
    private static List<Violation> violations(JsonNode value) {
        PagerDutyParams params = Json.bind(value, PagerDutyParams.class);
        String timestamp = params.timestamp().orElse("");
        if (!PagerDutyTimestamp.valid(timestamp)) {
            return List.of(new Violation(Path.ROOT, PagerDutyTexts.badTimestamp(timestamp)));
        }
        return params.triggers() || params.key().isPresent()
                ? List.of()
                : List.of(
                        new Violation(Path.ROOT, PagerDutyTexts.dedupKeyRequired(params.action())));
    }
}
