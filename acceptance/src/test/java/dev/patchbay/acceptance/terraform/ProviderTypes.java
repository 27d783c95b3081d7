package dev.patchbay.acceptance.terraform;

import static dev.patchbay.acceptance.terraform.ProviderStruct.bool;
import static dev.patchbay.acceptance.terraform.ProviderStruct.integer;
import static dev.patchbay.acceptance.terraform.ProviderStruct.items;
import static dev.patchbay.acceptance.terraform.ProviderStruct.needed;
import static dev.patchbay.acceptance.terraform.ProviderStruct.nested;
import static dev.patchbay.acceptance.terraform.ProviderStruct.object;
import static dev.patchbay.acceptance.terraform.ProviderStruct.of;
import static dev.patchbay.acceptance.terraform.ProviderStruct.text;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Map;
import java.util.Optional;

/**
 * What the provider knows of each type: the struct that a config is decoded into and the defaults
 * that it assumes (contract/terraform.md, section 3.4). Every other type has neither.
 */
final class ProviderTypes {

    private static final ProviderStruct MAPPING =
            of(needed("fieldType"), needed("id"), needed("key"), needed("name"));

    private static final ProviderStruct SERVICENOW_ITOM =
            of(
                    needed("apiUrl"),
                    text("clientId"),
                    bool("isOAuth"),
                    text("jwtKeyId"),
                    text("userIdentifierValue"));

    private static final ProviderStruct SERVICENOW =
            of(
                    needed("apiUrl"),
                    text("clientId"),
                    bool("isOAuth"),
                    text("jwtKeyId"),
                    text("userIdentifierValue"),
                    bool("usesTableApi"));

    private static final Map<String, ProviderStruct> GEN_AI =
            Map.of(
                    "OpenAI",
                    of(needed("apiProvider"), needed("apiUrl"), text("defaultModel")),
                    "Azure OpenAI",
                    of(needed("apiProvider"), needed("apiUrl")),
                    "Other",
                    of(
                            needed("apiProvider"),
                            needed("apiUrl"),
                            needed("defaultModel"),
                            text("caData"),
                            text("certificateData"),
                            text("privateKeyData"),
                            object("headers"),
                            text("verificationMode")));

    private static final Map<String, ProviderStruct> STRUCTS =
            Map.ofEntries(
                    Map.entry(".bedrock", of(needed("apiUrl"), text("defaultModel"))),
                    Map.entry(
                            ".cases-webhook",
                            of(
                                    text("authType"),
                                    text("ca"),
                                    text("certType"),
                                    text("createCommentJson"),
                                    text("createCommentMethod"),
                                    text("createCommentUrl"),
                                    needed("createIncidentJson"),
                                    text("createIncidentMethod"),
                                    needed("createIncidentResponseKey"),
                                    needed("createIncidentUrl"),
                                    needed("getIncidentResponseExternalTitleKey"),
                                    needed("getIncidentUrl"),
                                    bool("hasAuth"),
                                    // A string in the published description: an object fails.
                                    text("headers"),
                                    needed("updateIncidentJson"),
                                    text("updateIncidentMethod"),
                                    needed("updateIncidentUrl"),
                                    text("verificationMode"),
                                    needed("viewIncidentUrl"))),
                    Map.entry(
                            ".email",
                            of(
                                    text("clientId"),
                                    needed("from"),
                                    bool("hasAuth"),
                                    text("host"),
                                    text("oauthTokenUrl"),
                                    integer("port"),
                                    bool("secure"),
                                    text("service"),
                                    text("tenantId"))),
                    Map.entry(
                            ".gemini",
                            of(
                                    needed("apiUrl"),
                                    needed("gcpRegion"),
                                    needed("gcpProjectID"),
                                    text("defaultModel"))),
                    Map.entry(
                            ".index",
                            of(needed("index"), bool("refresh"), text("executionTimeField"))),
                    Map.entry(".jira", of(needed("apiUrl"), needed("projectKey"))),
                    Map.entry(".opsgenie", of(needed("apiUrl"))),
                    Map.entry(".pagerduty", of(text("apiUrl"))),
                    Map.entry(".resilient", of(needed("apiUrl"), needed("orgId"))),
                    Map.entry(".servicenow", SERVICENOW),
                    Map.entry(".servicenow-sir", SERVICENOW),
                    Map.entry(".servicenow-itom", SERVICENOW_ITOM),
                    Map.entry(
                            ".slack_api",
                            of(items("allowedChannels", of(needed("id"), needed("name"))))),
                    Map.entry(
                            ".swimlane",
                            of(
                                    needed("apiUrl"),
                                    needed("appId"),
                                    needed("connectorType"),
                                    nested(
                                            "mappings",
                                            of(
                                                    nested("alertIdConfig", MAPPING),
                                                    nested("caseIdConfig", MAPPING),
                                                    nested("caseNameConfig", MAPPING),
                                                    nested("commentsConfig", MAPPING),
                                                    nested("descriptionConfig", MAPPING),
                                                    nested("ruleNameConfig", MAPPING),
                                                    nested("severityConfig", MAPPING))))),
                    Map.entry(".tines", of(needed("url"))),
                    Map.entry(
                            ".webhook",
                            of(
                                    text("authType"),
                                    text("ca"),
                                    text("certType"),
                                    bool("hasAuth"),
                                    object("headers"),
                                    text("method"),
                                    text("url"),
                                    text("verificationMode"))),
                    Map.entry(".xmatters", of(text("configUrl"), bool("usesBasic"))));

    private static final Map<String, Map<String, JsonNode>> DEFAULTS =
            Map.ofEntries(
                    Map.entry(
                            ".bedrock",
                            Map.of(
                                    "defaultModel",
                                    StringNode.valueOf(
                                            "us.anthropic.claude-sonnet-4-5-20250929-v1:0"))),
                    Map.entry(
                            ".cases-webhook",
                            Map.of(
                                    "authType",
                                    StringNode.valueOf("webhook-authentication-basic"),
                                    "hasAuth",
                                    BooleanNode.TRUE,
                                    "createIncidentMethod",
                                    StringNode.valueOf("post"),
                                    "updateIncidentMethod",
                                    StringNode.valueOf("put"),
                                    "createCommentMethod",
                                    StringNode.valueOf("put"))),
                    Map.entry(
                            ".email",
                            Map.of(
                                    "hasAuth",
                                    BooleanNode.TRUE,
                                    "service",
                                    StringNode.valueOf("other"))),
                    Map.entry(".index", Map.of("refresh", BooleanNode.FALSE)),
                    Map.entry(
                            ".servicenow",
                            Map.of("isOAuth", BooleanNode.FALSE, "usesTableApi", BooleanNode.TRUE)),
                    Map.entry(
                            ".servicenow-sir",
                            Map.of("isOAuth", BooleanNode.FALSE, "usesTableApi", BooleanNode.TRUE)),
                    Map.entry(".servicenow-itom", Map.of("isOAuth", BooleanNode.FALSE)),
                    Map.entry(".swimlane", Map.of("mappings", Json.object())),
                    Map.entry(".webhook", Map.of("method", StringNode.valueOf("post"))),
                    Map.entry(".xmatters", Map.of("usesBasic", BooleanNode.TRUE)));

    private ProviderTypes() {}

    private static Optional<ProviderStruct> struct(String typeId, ObjectNode config) {
        if (!typeId.equals(".gen-ai")) {
            return Optional.ofNullable(STRUCTS.get(typeId));
        }
        String provider = config.path("apiProvider").stringValue("");
        if (!GEN_AI.containsKey(provider)) {
            throw new ProviderException("unsupported apiProvider [" + provider + "]");
        }
        return Optional.of(GEN_AI.get(provider));
    }

    /** What is stored of a config that the server returned: top-level nulls go, then the struct. */
    static ObjectNode stored(String typeId, ObjectNode returned) {
        ObjectNode kept = Json.object();
        returned.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
        return struct(typeId, kept).map(struct -> struct.pass(kept)).orElse(kept);
    }

    /** What is compared: without nulls, with the assumed defaults. */
    static ObjectNode compared(String typeId, ObjectNode config) {
        ObjectNode compared = withoutNulls(config);
        DEFAULTS.getOrDefault(typeId, Map.of())
                .forEach((name, value) -> {
                    if (!compared.has(name)) {
                        compared.set(name, value);
                    }
                });
        if (typeId.equals(".gen-ai")
                && compared.path("apiProvider").stringValue("").equals("Other")
                && !compared.has("verificationMode")) {
            compared.put("verificationMode", "full");
        }
        return typeId.equals(".slack_api")
                ? struct(typeId, compared).orElseThrow().pass(compared)
                : compared;
    }

    /** Through objects, not inside arrays. */
    static ObjectNode withoutNulls(ObjectNode config) {
        ObjectNode kept = Json.object();
        config.properties()
                .forEach(entry -> {
                    JsonNode value = entry.getValue();
                    if (value instanceof ObjectNode inner) {
                        kept.set(entry.getKey(), withoutNulls(inner));
                    } else if (!value.isNull()) {
                        kept.set(entry.getKey(), value);
                    }
                });
        return kept;
    }
}
