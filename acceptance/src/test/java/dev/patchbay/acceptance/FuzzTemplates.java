package dev.patchbay.acceptance;

import java.util.List;
import java.util.SplittableRandom;

/** Valid requests of every public route, from which fuzzed ones begin. */
final class FuzzTemplates {

    record Template(String method, String path, String body) {}

    private static final String WEBHOOK =
            """
            {"name":"Hook","connector_type_id":".webhook","config":{"url":"http://127.0.0.1:1/hook",
             "method":"post","headers":{"X-A":"b"},"hasAuth":true,"verificationMode":"full"},
             "secrets":{"user":"u","password":"p","secretHeaders":{"X-Key":"k"}}}\
            """;
    private static final String OAUTH =
            """
            {"name":"OAuth","connector_type_id":".webhook","config":{"url":"http://127.0.0.1:1/hook",
             "authType":"webhook-oauth2-client-credentials","accessTokenUrl":"http://127.0.0.1:1/t",
             "clientId":"c","scope":"s","additionalFields":"{\\"a\\":\\"b\\"}"},
             "secrets":{"clientSecret":"s"}}\
            """;
    private static final String SLACK =
            """
            {"name":"Slack","connector_type_id":".slack","config":{},
             "secrets":{"webhookUrl":"http://127.0.0.1:1/services/T/B/X"}}\
            """;
    private static final String PAGERDUTY =
            """
            {"name":"Pager","connector_type_id":".pagerduty",
             "config":{"apiUrl":"http://127.0.0.1:1/v2/enqueue"},"secrets":{"routingKey":"k"}}\
            """;
    private static final String LOG = "{\"name\":\"Log\",\"connector_type_id\":\".server-log\"}";
    private static final String UPDATE =
            """
            {"name":"Pager","config":{"apiUrl":"http://127.0.0.1:1/v2/enqueue"},
             "secrets":{"routingKey":"k"}}\
            """;
    private static final String EVENT =
            """
            {"params":{"eventAction":"trigger","dedupKey":"d","summary":"s","severity":"warning",
             "timestamp":"2026-01-01T10:00:00Z","links":[{"href":"http://h","text":"t"}],
             "customDetails":{"a":{"b":[1,2]}}}}\
            """;
    private static final String ROLE =
            """
            {"description":"d","metadata":{"m":1},"elasticsearch":{"cluster":[],"indices":[],"run_as":[]},
             "kibana":[{"base":[],"feature":{"actions":["read"]},"spaces":["default"]}]}\
            """;
    private static final String SPACE =
            """
            {"id":"fuzz-1","name":"Fuzz","description":"d","color":"#aabbcc","initials":"F",
             "disabledFeatures":[],"imageUrl":"","solution":"classic"}\
            """;
    private static final String USER =
            """
            {"password":"x","roles":["viewer"],"full_name":"F","email":"f@x","metadata":{"a":1},
             "enabled":true}\
            """;
    private static final String KEY =
            """
            {"name":"","expiration":"1d","metadata":{"a":1},"role_descriptors":{"r":{"cluster":[],
             "applications":[{"application":"kibana-.kibana","privileges":["feature_actions.read"],
             "resources":["space:default"]}]}}}\
            """;
    private static final String ASKED =
            """
            {"application":[{"application":"kibana-.kibana","privileges":["feature_actions.read"],
             "resources":["space:default"]}],"cluster":["all"],"index":[]}\
            """;
    private static final String DELIVERY =
            """
            {"deliveries":[{"connector_id":"log","params":{"message":"{{m}}"},
             "variables":{"m":"x"},"lane":"l","expires_at":"2030-01-01T00:00:00Z"}]}\
            """;
    private static final String PREVIEW =
            """
            {"connector_id":"pager","params":{"eventAction":"trigger","summary":"{{#a}}{{b}}{{/a}}"},
             "variables":{"a":[{"b":1},{"b":2}]}}\
            """;
    private static final String CONNECTOR = "/api/actions/connector/";
    private static final String USERS = "/_security/user/";

    private static final int HASHES_ONE_IN = 8;

    private static final List<Template> ALL =
            List.of(
                    new Template("POST", CONNECTOR + "hook", WEBHOOK),
                    new Template("POST", CONNECTOR + "oauth", OAUTH),
                    new Template("POST", CONNECTOR + "slack", SLACK),
                    new Template("POST", CONNECTOR + "pager", PAGERDUTY),
                    new Template("POST", CONNECTOR + "log", LOG),
                    new Template("POST", "/api/actions/connector", WEBHOOK),
                    new Template("PUT", CONNECTOR + "pager", UPDATE),
                    new Template("GET", CONNECTOR + "pager", ""),
                    new Template("DELETE", CONNECTOR + "hook", ""),
                    new Template("DELETE", CONNECTOR + "oauth", ""),
                    new Template("GET", "/api/actions/connectors", ""),
                    new Template("GET", "/api/actions/connector_types?feature_id=alerting", ""),
                    new Template("GET", "/internal/actions/connectors", ""),
                    new Template("GET", "/internal/actions/connector_types", ""),
                    new Template("GET", "/internal/stack_connectors/hook/secret_headers", ""),
                    new Template(
                            "POST", CONNECTOR + "hook/_execute", "{\"params\":{\"body\":\"b\"}}"),
                    new Template("POST", CONNECTOR + "oauth/_execute", "{\"params\":{}}"),
                    new Template("POST", CONNECTOR + "pager/_execute", EVENT),
                    new Template(
                            "POST",
                            CONNECTOR + "slack/_execute",
                            "{\"params\":{\"message\":\"m\"}}"),
                    new Template(
                            "POST",
                            CONNECTOR + "log/_execute",
                            "{\"params\":{\"message\":\"m\",\"level\":\"debug\"}}"),
                    new Template("POST", "/api/patchbay/connectors/pager/_dry_run", EVENT),
                    new Template(
                            "POST",
                            "/api/patchbay/connectors/hook/_dry_run",
                            "{\"params\":{\"body\":\"b\"}}"),
                    new Template("GET", "/api/patchbay/connectors/hook/references", ""),
                    new Template("GET", "/api/patchbay/connectors/health?since=1h", ""),
                    new Template("GET", "/api/patchbay/events?connector=log&from=1h&limit=5", ""),
                    new Template("GET", "/api/patchbay/openapi.json", ""),
                    new Template(
                            "POST", "/api/encrypted_saved_objects/_rotate_key?batch_size=10", ""),
                    new Template("POST", "/api/patchbay/deliveries", DELIVERY),
                    new Template("GET", "/api/patchbay/deliveries?state=dead&limit=5", ""),
                    new Template("GET", "/api/patchbay/deliveries/none/attempts", ""),
                    new Template("POST", "/api/patchbay/deliveries/none/_replay", "{}"),
                    new Template("POST", "/api/patchbay/deliveries/_replay", "{\"limit\":1}"),
                    new Template("POST", "/api/patchbay/deliveries/none/_cancel", ""),
                    new Template("POST", "/api/patchbay/templates/_preview", PREVIEW),
                    new Template("POST", "/api/saved_objects/_export", "{\"type\":\"action\"}"),
                    new Template("GET", "/api/status", ""),
                    new Template("GET", "/-/ready", ""),
                    new Template("GET", "/", ""),
                    new Template("GET", "/api/spaces/space", ""),
                    new Template("POST", "/api/spaces/space", SPACE),
                    new Template("PUT", "/api/spaces/space/fuzz-1", SPACE),
                    new Template("GET", "/api/spaces/space/fuzz-1", ""),
                    new Template("DELETE", "/api/spaces/space/fuzz-1", ""),
                    new Template("GET", "/api/security/role", ""),
                    new Template("PUT", "/api/security/role/fuzz", ROLE),
                    new Template("GET", "/api/security/role/fuzz", ""),
                    new Template("DELETE", "/api/security/role/fuzz", ""),
                    new Template("PUT", USERS + "fuzz", USER),
                    new Template("GET", USERS + "fuzz", ""),
                    new Template("DELETE", USERS + "fuzz", ""),
                    new Template("PUT", USERS + "fuzz/_password", "{\"password\":\"x\"}"),
                    new Template("PUT", USERS + "fuzz/_disable", ""),
                    new Template("PUT", USERS + "fuzz/_enable", ""),
                    new Template("POST", USERS + "_has_privileges", ASKED),
                    new Template("GET", USERS + "_privileges", ""),
                    new Template("GET", "/_security/_authenticate", ""),
                    new Template("POST", "/_security/api_key", KEY),
                    new Template("GET", "/_security/api_key?owner=true&name=x", ""),
                    new Template("PUT", "/_security/api_key/none", "{\"metadata\":{}}"),
                    new Template("DELETE", "/_security/api_key", "{\"ids\":[\"none\"]}"),
                    new Template(
                            "POST",
                            "/_security/api_key/grant",
                            "{\"grant_type\":\"password\",\"username\":\"\",\"password\":\"\","
                                    + "\"api_key\":{\"name\":\"g\"}}"));

    private FuzzTemplates() {}

    /**
     * Any; seldom one that makes the hash of a password, which takes as long as a hundred others.
     */
    static Template any(SplittableRandom random) {
        Template template = ALL.get(random.nextInt(ALL.size()));
        boolean hashes =
                template.path().startsWith("/_security")
                        && template.body().contains("\"password\"");
        return hashes && random.nextInt(HASHES_ONE_IN) != 0 ? any(random) : template;
    }
}
