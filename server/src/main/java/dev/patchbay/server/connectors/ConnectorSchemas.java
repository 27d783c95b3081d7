package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.connector.ConnectorIds;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

/** Parameters, queries and bodies of connector management (contract/actions-api.md, section 6). */
final class ConnectorSchemas {

    /** Only what is created is measured by it: other routes look up what they are given. */
    static final Schema NEW_ID =
            object(
                    member(
                            "id",
                            string(0, ConnectorIds.LONGEST)
                                    .refined(
                                            Refinement.of(
                                                    id -> ConnectorIds.wellFormed(id.stringValue()),
                                                    "Connector ID must contain only lowercase"
                                                            + " letters, numbers, and hyphens."))
                                    .optional()));

    private static final Refinement NO_BLANKS =
            Refinement.of(ConnectorSchemas::holdsNoBlank, "value '' is not valid");

    private static final Schema TEXT = string().refined(NO_BLANKS);

    /** Ours: neither database keeps these. */
    private static final Schema NAME =
            TEXT.refined(
                    Refinement.of(
                            name -> isStorable(name.stringValue()),
                            "value holds U+0000 or half of a surrogate pair"));

    private static final Schema VALUES =
            record(any().refined(NO_BLANKS)).withDefault(Json.object());

    /** The body of a creation. */
    static final Schema CREATE =
            object(
                    member("name", NAME),
                    member("connector_type_id", TEXT),
                    member("config", VALUES),
                    member("secrets", VALUES),
                    member("auth_mode", literal("shared").optional()));

    /** The body of an update. */
    static final Schema UPDATE =
            object(member("name", NAME), member("config", VALUES), member("secrets", VALUES));

    /** No query parameter at all. */
    static final Schema NO_QUERY = object();

    /** The query of the lists of types. */
    static final Schema TYPES_QUERY = object(member("feature_id", string().optional()));

    private ConnectorSchemas() {}

    /** Section 7.2; the depth is bounded by what the JSON reader lets through. */
    private static boolean holdsNoBlank(JsonNode node) {
        if (node.isString()) {
            return !isBlank(node.stringValue());
        }
        for (JsonNode child : node) {
            if (!holdsNoBlank(child)) {
                return false;
            }
        }
        return true;
    }

    /** Empty after JavaScript's {@code trim()}, which is not {@link String#isBlank}. */
    private static boolean isBlank(String text) {
        return text.chars().allMatch(ConnectorSchemas::isJavaScriptSpace);
    }

    private static boolean isJavaScriptSpace(int unit) {
        return (unit >= '\t' && unit <= '\r')
                || unit == '\ufeff'
                || unit == '\u2028'
                || unit == '\u2029'
                || Character.getType(unit) == Character.SPACE_SEPARATOR;
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        point == 0
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }
}
