package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.server.settings.ServerSettings.ResponseHeaders;

import tools.jackson.databind.JsonNode;

/** Response headers of {@code server}. A value that could begin another header is refused. */
final class ServerHeadersSection {

    private static final String SECTION = "securityResponseHeaders";

    static final Member CUSTOM =
            setting(
                    "customResponseHeaders",
                    map(value().coerced(ServerHeadersSection::scalarText))
                            .refined(
                                    Refinement.of(
                                            ServerHeadersSection::namesAreTokens,
                                            "a name is no header name"))
                            .withDefault(Json.object()),
                    "Headers added to every response.");

    static final Member SECURITY =
            group(
                    SECTION,
                    object(
                            nullable("strictTransportSecurity", "", "`strict-transport-security`."),
                            nullable("xContentTypeOptions", "nosniff", "`x-content-type-options`."),
                            nullable(
                                    "referrerPolicy",
                                    "strict-origin-when-cross-origin",
                                    "`referrer-policy`."),
                            nullable(
                                    "permissionsPolicy",
                                    "camera=(), display-capture=(), fullscreen=(self),"
                                            + " geolocation=(), microphone=(), web-share=()",
                                    "`permissions-policy`."),
                            nullable(
                                    "permissionsPolicyReportOnly",
                                    "",
                                    "`permissions-policy-report-only`."),
                            nullable(
                                    "crossOriginOpenerPolicy",
                                    "same-origin",
                                    "`cross-origin-opener-policy`."),
                            setting(
                                    "disableEmbedding",
                                    bool().withDefault(false),
                                    "Forbids frames of other sites.")));

    private ServerHeadersSection() {}

    private static Schema value() {
        return string("header value", "must be a header value", ServerChecks::isHeaderValue);
    }

    /** {@code null} turns the header off. */
    private static Member nullable(String name, String standard, String header) {
        Schema schema = value().nullable();
        return setting(
                name,
                standard.isEmpty() ? schema.optional() : schema.withDefault(standard),
                header + " `null`: not sent.");
    }

    private static JsonNode scalarText(JsonNode raw) {
        return raw.isBoolean() || raw.isNumber() ? SettingTypes.text(raw.asString()) : raw;
    }

    private static boolean namesAreTokens(JsonNode headers) {
        return headers.propertyStream()
                .allMatch(entry -> ServerChecks.isHeaderName(entry.getKey()));
    }

    static ResponseHeaders read(Values server) {
        return new ResponseHeaders(
                server.maybeString(SECTION + ".strictTransportSecurity"),
                server.maybeString(SECTION + ".xContentTypeOptions"),
                server.maybeString(SECTION + ".referrerPolicy"),
                server.maybeString(SECTION + ".permissionsPolicy"),
                server.maybeString(SECTION + ".permissionsPolicyReportOnly"),
                server.maybeString(SECTION + ".crossOriginOpenerPolicy"),
                server.bool(SECTION + ".disableEmbedding"));
    }
}
