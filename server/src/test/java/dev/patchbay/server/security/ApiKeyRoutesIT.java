package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Contract security-and-spaces, section 3.4, D4, D5, D7. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ApiKeyRoutesIT extends NodeTest {

    private static final String KEYS = "/_security/api_key";
    private static final String REQUEST = "action_request_validation_exception";
    private static final String ARGUMENT = "illegal_argument_exception";

    ApiKeyRoutesIT(TestDatabase.Kind kind) {
        super(kind, new Node.Setup());
    }

    private void refused(Reply reply, int status, String type, String reason) {
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.type()).isEqualTo(type);
        assertThat(reply.status()).isEqualTo(status);
    }

    private void refusedCreate(String body, String reason) {
        refused(
                node.root("POST", KEYS, body),
                400,
                REQUEST,
                "Validation Failed: 1: " + reason + ";");
    }

    private boolean may(String authorization, Right right, String space) {
        Authentication who =
                node.security.authenticator().authenticate(Optional.of(authorization), "test");
        Caller caller = ((Authentication.Authenticated) who).caller();
        return node.security.rights().may(caller, right, space);
    }

    private int status(String authorization) {
        return node.call(authorization, "GET", "/_security/_authenticate", "").status();
    }

    @Test
    void lifeOfAKey() {
        JsonNode made =
                node.key(
                        Node.ROOT,
                        """
                        {"name":"ci","expiration":"30d","metadata":{"team":"ops"},
                         "role_descriptors":{"connectors":{"cluster":[],"indices":[],"applications":[
                           {"application":"kibana-.kibana","privileges":["feature_actions.read"],"resources":["space:ops"]}]}}}
                        """);
        String id = made.path("id").stringValue();
        assertThat(id).matches("[A-Za-z0-9_-]{20}");
        assertThat(made.path("api_key").stringValue()).matches("[A-Za-z0-9_-]{22}");
        assertThat(
                        new String(
                                Base64.getDecoder().decode(made.path("encoded").stringValue()),
                                StandardCharsets.UTF_8))
                .isEqualTo(id + ":" + made.path("api_key").stringValue());
        String key = Node.header(made);
        JsonNode who = node.call(key, "GET", "/_security/_authenticate", "").json();
        assertThat(who.path("roles")).isEmpty();
        assertThat(who.path("api_key"))
                .isEqualTo(
                        Json.read(
                                "{\"id\":\""
                                        + id
                                        + "\",\"name\":\"ci\",\"managed_by\":\"elasticsearch\"}"));
        assertThat(who.path("authentication_type").stringValue()).isEqualTo("api_key");
        assertThat(who.path("lookup_realm").path("name").stringValue()).isEqualTo("_es_api_key");

        JsonNode shown = node.root("GET", KEYS + "?id=" + id).json().path("api_keys").path(0);
        long creation = shown.path("creation").longValue();
        assertThat(shown)
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"%s","name":"ci","type":"rest","creation":%d,"expiration":%d,"invalidated":false,
                                 "username":"elastic","realm":"reserved","realm_type":"reserved","metadata":{"team":"ops"},
                                 "role_descriptors":{"connectors":{"cluster":[],"indices":[],"applications":[{"application":"kibana-.kibana","privileges":["feature_actions.read"],"resources":["space:ops"]}],
                                   "run_as":[],"metadata":{},"transient_metadata":{"enabled":true}}}}
                                """
                                        .formatted(id, creation, creation + 30 * 86_400_000L)));
        assertThat(
                        node.root("GET", KEYS + "?id=" + id + "&with_limited_by=true")
                                .json()
                                .path("api_keys")
                                .path(0)
                                .path("limited_by")
                                .path(0)
                                .path("superuser")
                                .path("cluster")
                                .path(0)
                                .stringValue())
                .isEqualTo("all");

        assertThat(node.root("PUT", KEYS + "/" + id).body()).isEqualTo("{\"updated\":false}");
        assertThat(node.root("PUT", KEYS + "/" + id, "{\"metadata\":{}}").body())
                .isEqualTo("{\"updated\":true}");

        Reply ended = node.root("DELETE", KEYS, "{\"ids\":[\"" + id + "\",\"unknown\"]}");
        assertThat(ended.body())
                .isEqualTo(
                        "{\"invalidated_api_keys\":[\""
                                + id
                                + "\"],\"previously_invalidated_api_keys\":[],\"error_count\":0}");
        assertThat(status(key)).isEqualTo(401);
        assertThat(node.root("DELETE", KEYS, "{\"id\":\"" + id + "\"}").json())
                .isEqualTo(
                        Json.read(
                                "{\"invalidated_api_keys\":[],\"previously_invalidated_api_keys\":[\""
                                        + id
                                        + "\"],\"error_count\":0}"));
        assertThat(
                        node.root("GET", KEYS + "?id=" + id)
                                .json()
                                .path("api_keys")
                                .path(0)
                                .path("invalidation")
                                .isIntegralNumber())
                .isTrue();
        assertThat(node.root("GET", KEYS + "?active_only=true").json().path("api_keys")).isEmpty();
        refused(
                node.root("PUT", KEYS + "/" + id, "{}"),
                400,
                ARGUMENT,
                "cannot update invalidated API key [" + id + "]");
        Reply none = node.root("GET", KEYS + "?id=nothing");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("{\"api_keys\":[]}");
    }

    @Test
    void refusalsOfCreate() {
        refusedCreate("{}", "api key name is required");
        refusedCreate(
                "{\"name\":\"" + "n".repeat(257) + "\"}",
                "api key name may not be more than 256 characters long");
        refusedCreate("{\"name\":\" n\"}", "api key name may not begin or end with whitespace");
        refusedCreate("{\"name\":\"_n\"}", "api key name may not begin with an underscore");
        refusedCreate(
                "{\"name\":\"n\",\"metadata\":{\"_x\":1}}",
                "API key metadata keys may not start with [_]");
        refused(
                node.root("POST", KEYS, "{\"name\":\"n\",\"expiration\":\"30\"}"),
                400,
                ARGUMENT,
                "failed to parse setting [expiration] with value [30] as a time value: unit is"
                        + " missing or unrecognized");
        refused(
                node.root(
                        "POST",
                        KEYS,
                        "{\"name\":\"n\",\"role_descriptors\":{\"r\":{\"restriction\":{\"x\":1}}}}"),
                400,
                ARGUMENT,
                "role restrictions are not supported");
        refused(
                node.root("POST", KEYS, "{\"name\":\"n\",\"role_descriptors\":{\"r\":{\"x\":1}}}"),
                400,
                "parse_exception",
                "failed to parse role [r]. unexpected field [x]");
        String nobody = node.user("nobody");
        refused(
                node.call(nobody, "POST", KEYS, "{\"name\":\"n\"}"),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/api_key/create] is unauthorized for user"
                        + " [nobody] with effective roles [], this action is granted by the cluster"
                        + " privileges [manage_own_api_key,manage_api_key,manage_security,all]");
    }

    @Test
    void aKeyBegetsNoKey() {
        String key = Node.header(node.key(Node.ROOT, "{\"name\":\"mother\"}"));
        for (String body :
                new String[] {
                    "{\"name\":\"n\"}", "{\"name\":\"n\",\"role_descriptors\":{\"r\":{}}}"
                }) {
            refused(
                    node.call(key, "POST", KEYS, body),
                    400,
                    ARGUMENT,
                    "creating derived api keys requires an explicit role descriptor that is empty"
                            + " (has no privileges)");
        }
        refused(
                node.call(key, "PUT", KEYS + "/x", "{}"),
                400,
                ARGUMENT,
                "authentication via API key not supported: only the owner user can update an API"
                        + " key");
        // A password proves another user, so a key may grant.
        node.user("jane", "viewer");
        Reply granted =
                node.call(
                        key,
                        "POST",
                        KEYS + "/grant",
                        """
                        {"grant_type":"password","username":"jane","password":"jane-password",
                         "api_key":{"name":"granted"}}
                        """);
        assertThat(granted.status()).isEqualTo(200);
        String hers = Node.header(granted.json());
        assertThat(may(hers, Right.CONNECTOR_READ, "x")).isTrue();
        assertThat(may(hers, Right.CONNECTOR_WRITE, "x")).isFalse();
        refused(
                node.root(
                        "POST",
                        KEYS + "/grant",
                        """
                        {"grant_type":"password","username":"jane","password":"wrong",
                         "api_key":{"name":"granted"}}
                        """),
                401,
                "security_exception",
                "unable to authenticate user [jane] for action"
                        + " [cluster:admin/xpack/security/api_key/grant]");
        refused(
                node.root("POST", KEYS + "/grant", "{\"grant_type\":\"access_token\"}"),
                400,
                ARGUMENT,
                "unsupported grant type [access_token]");
        refused(
                node.root("POST", KEYS + "/grant", "{\"run_as\":\"x\"}"),
                400,
                ARGUMENT,
                "run_as is not supported");
        refused(
                node.root(
                        "POST",
                        KEYS + "/grant",
                        "{\"grant_type\":\"password\",\"username\":\"a\",\"password\":\"b\"}"),
                400,
                REQUEST,
                "Validation Failed: 1: api key name is required;");
    }

    @Test
    void aKeyEndsItself() {
        JsonNode made =
                node.key(
                        Node.ROOT,
                        "{\"name\":\"own\",\"role_descriptors\":{\"none\":{\"cluster\":[]}}}");
        String id = made.path("id").stringValue();
        String key = Node.header(made);
        assertThat(node.call(key, "GET", KEYS + "?id=" + id, "").status()).isEqualTo(200);
        refused(
                node.call(key, "GET", KEYS, ""),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/api_key/get] is unauthorized for API key id ["
                        + id
                        + "] of user [elastic], this action is granted by the cluster privileges"
                        + " [manage_own_api_key,read_security,manage_api_key,manage_security,all]");
        assertThat(node.call(key, "DELETE", KEYS, "{\"ids\":[\"" + id + "\"]}").status())
                .isEqualTo(200);
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void rightsOfAKeyAreTheIntersection() {
        node.role(
                "admins",
                "{\"kibana\":[{\"base\":[\"all\"]}],\"elasticsearch\":{\"cluster\":[\"manage_own_api_key\"]}}");
        String jane = node.user("jane", "admins");
        String key =
                Node.header(
                        node.key(
                                jane,
                                """
                                {"name":"ops","role_descriptors":{"r":{"applications":[{"application":"kibana-.kibana",
                                  "privileges":["feature_actions.read"],"resources":["space:ops"]}]}}}
                                """));
        assertThat(may(key, Right.CONNECTOR_READ, "ops")).isTrue();
        assertThat(may(key, Right.CONNECTOR_WRITE, "ops")).isFalse();
        assertThat(may(key, Right.CONNECTOR_READ, "other")).isFalse();

        // More roles for the owner do not widen the key beyond its snapshot.
        String whole = Node.header(node.key(jane, "{\"name\":\"whole\"}"));
        node.root("PUT", "/_security/user/jane", "{\"roles\":[\"superuser\"]}");
        assertThat(may(whole, Right.CONNECTOR_WRITE, "x")).isTrue();
        assertThat(may(whole, Right.SUPERUSER, "x")).isFalse();
        // Fewer narrow it at once.
        node.root("PUT", "/_security/user/jane", "{\"roles\":[\"viewer\"]}");
        assertThat(may(whole, Right.CONNECTOR_WRITE, "x")).isFalse();
        assertThat(may(whole, Right.CONNECTOR_READ, "x")).isTrue();
        node.root("PUT", "/_security/user/jane", "{\"roles\":[]}");
        assertThat(may(key, Right.CONNECTOR_READ, "ops")).isFalse();

        node.root("PUT", "/_security/user/jane/_disable");
        assertThat(status(key)).isEqualTo(401);
        node.root("PUT", "/_security/user/jane/_enable");
        assertThat(status(key)).isEqualTo(200);
        node.root("DELETE", "/_security/user/jane");
        assertThat(status(key)).isEqualTo(401);
        node.user("jane", "superuser");
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void grantingNeedsItsPrivilege() {
        String grant =
                """
                {"grant_type":"password","username":"jane","password":"jane-password","api_key":{"name":"g"}}
                """;
        node.user("jane");
        node.role("granter", "{\"elasticsearch\":{\"cluster\":[\"grant_api_key\"]}}");
        node.role("owner", "{\"elasticsearch\":{\"cluster\":[\"manage_own_api_key\"]}}");
        String granter = node.user("granter", "granter");
        String owner = node.user("owner", "owner");

        assertThat(node.call(granter, "POST", KEYS + "/grant", grant).status()).isEqualTo(200);
        assertThat(node.call(granter, "POST", KEYS, "{\"name\":\"own\"}").status()).isEqualTo(403);
        Reply refused = node.call(owner, "POST", KEYS + "/grant", grant);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason())
                .contains("[cluster:admin/xpack/security/api_key/grant]", "grant_api_key");
    }

    @Test
    void onlyOwnersUpdate() {
        node.role("own", "{\"elasticsearch\":{\"cluster\":[\"manage_own_api_key\"]}}");
        String jane = node.user("jane", "own");
        JsonNode made = node.key(jane, "{\"name\":\"hers\"}");
        String id = made.path("id").stringValue();
        refused(
                node.root("PUT", KEYS + "/" + id, "{}"),
                404,
                "resource_not_found_exception",
                "no API key owned by requesting user found for ID [" + id + "]");
        // With the own right only: the own keys, named as such.
        assertThat(node.call(jane, "GET", KEYS, "").status()).isEqualTo(403);
        assertThat(node.call(jane, "GET", KEYS + "?owner=true", "").json().path("api_keys"))
                .hasSize(1);
        assertThat(
                        node.call(
                                        jane,
                                        "GET",
                                        KEYS + "?username=jane&realm_name=default_native",
                                        "")
                                .json()
                                .path("api_keys"))
                .hasSize(1);
        assertThat(
                        node.call(jane, "GET", KEYS + "?username=elastic&realm_name=reserved", "")
                                .status())
                .isEqualTo(403);
        refused(
                node.call(jane, "DELETE", KEYS, "{\"ids\":[\"" + id + "\"]}"),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/api_key/invalidate] is unauthorized for user"
                    + " [jane] with effective roles [own], this action is granted by the cluster"
                    + " privileges [manage_own_api_key,manage_api_key,manage_security,all]");
        node.key(Node.ROOT, "{\"name\":\"other\"}");
        assertThat(
                        node.call(jane, "DELETE", KEYS, "{\"owner\":true}")
                                .json()
                                .path("invalidated_api_keys"))
                .hasSize(1);
    }

    @Test
    void expiredKeysAreRefusedAndCannotBeUpdated() {
        JsonNode made = node.key(Node.ROOT, "{\"name\":\"short\",\"expiration\":\"900ms\"}");
        assertThat(status(Node.header(made))).isEqualTo(401);
        String id = made.path("id").stringValue();
        refused(
                node.root("PUT", KEYS + "/" + id, "{\"expiration\":\"1d\"}"),
                400,
                ARGUMENT,
                "cannot update expired API key [" + id + "]");
    }

    @Test
    void conflictingQuestions() {
        conflict(
                "?id=x&username=y",
                "username or realm name must not be specified when the api key id or api key name"
                        + " is specified");
        conflict(
                "?owner=true&realm_name=y",
                "neither username nor realm-name may be specified when retrieving owned API keys");
        conflict("?id=x&name=y", "only one of [api key id, api key name] can be specified");
        refused(
                node.root("GET", KEYS + "?foo=1"),
                400,
                ARGUMENT,
                "request [/_security/api_key] contains unrecognized parameter: [foo]");
    }

    private void conflict(String query, String reason) {
        refused(
                node.root("GET", KEYS + query),
                400,
                REQUEST,
                "Validation Failed: 1: " + reason + ";");
    }

    @Test
    void refusalsOfInvalidate() {
        badEnd(
                "{}",
                "One of [api key id(s), api key name, username, realm name] must be specified if"
                        + " [owner] flag is false");
        badEnd(
                "{\"name\":\"x\",\"username\":\"y\"}",
                "username or realm name must not be specified when the api key id(s) or api key"
                        + " name are specified");
        badEnd(
                "{\"owner\":true,\"username\":\"y\"}",
                "neither username nor realm-name may be specified when invalidating owned API"
                        + " keys");
        badEnd(
                "{\"ids\":[\"a\"],\"name\":\"y\"}",
                "only one of [api key id(s), api key name] can be specified");
        badEnd("{\"ids\":[]}", "Field [ids] cannot be an empty array");
        badEnd(
                "{\"ids\":[\" \"]}",
                "Field [ids] must not contain blank id, but got blank id at index position: [0]");
        badEnd(
                "{\"ids\":[\" \",\"a\",\"\"]}",
                "Field [ids] must not contain blank id, but got blank ids at index positions: [0,"
                        + " 2]");
    }

    private void badEnd(String body, String reason) {
        refused(
                node.root("DELETE", KEYS, body),
                400,
                REQUEST,
                "Validation Failed: 1: " + reason + ";");
    }

    @Test
    void keysAreFoundByNameAndPrefix() {
        node.key(Node.ROOT, "{\"name\":\"ci-1\"}");
        node.key(Node.ROOT, "{\"name\":\"ci-2\"}");
        assertThat(node.root("GET", KEYS + "?name=ci-*").json().path("api_keys")).hasSize(2);
        assertThat(node.root("GET", KEYS + "?name=ci-1").json().path("api_keys")).hasSize(1);
        assertThat(node.root("GET", KEYS + "?name=ci").json().path("api_keys")).isEmpty();
        assertThat(
                        node.root("DELETE", KEYS, "{\"name\":\"*\"}")
                                .json()
                                .path("invalidated_api_keys"))
                .hasSize(2);
    }
}
