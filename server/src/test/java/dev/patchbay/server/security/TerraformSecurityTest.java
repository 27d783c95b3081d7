package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/**
 * The calls of Terraform's {@code elasticstack_elasticsearch_security_*} resources, with the
 * headers of the official Go client (contract/security-and-spaces.md, section 3.7).
 */
class TerraformSecurityTest extends NodeTest {

    private static final String VENDOR = "application/vnd.elasticsearch+json;compatible-with=8";
    private static final String USER = "/_security/user/tf";
    private static final String ROLE = "/_security/role/tf";
    private static final String KEY = "/_security/api_key";

    TerraformSecurityTest() {
        super(TestDatabase.Kind.SQLITE, new Node.Setup());
    }

    /** As the Go client calls; it refuses a first answer without the product's header. */
    private Reply go(String method, String path, String body) {
        Reply reply =
                node.call(
                        Node.ROOT,
                        method,
                        path,
                        body,
                        "Accept",
                        VENDOR,
                        "Content-Type",
                        VENDOR,
                        "x-elastic-client-meta",
                        "es=8.19.0,go=1.24,t=8.7.0,hc=1.24",
                        "User-Agent",
                        "elasticstack-terraform-provider/0.16.0");
        assertThat(reply.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        if (reply.status() < 400) {
            assertThat(reply.headers().firstValue("Content-Type")).contains(VENDOR);
        }
        return reply;
    }

    /** The prefix of every resource id: must never change. */
    private String clusterUuid() {
        JsonNode root = go("GET", "/", "").json();
        assertThat(root.path("version").path("number").stringValue("")).isEqualTo("9.4.0");
        assertThat(root.path("version").path("build_flavor").stringValue("")).isEqualTo("default");
        String uuid = root.path("cluster_uuid").stringValue("");
        assertThat(uuid).isNotEmpty().isNotEqualTo("_na_");
        return uuid;
    }

    @Test
    void aUserIsAppliedPlannedChangedAndDestroyed() {
        String uuid = clusterUuid();
        String first =
                """
                {"username":"tf","password":"a-password","roles":["viewer"],"full_name":"","email":"","enabled":true}
                """;
        assertThat(go("PUT", USER, first).body()).isEqualTo("{\"created\":true}");
        JsonNode read = go("GET", USER, "").json().path("tf");
        assertThat(read)
                .isEqualTo(
                        Json.read(
                                """
                                {"username":"tf","roles":["viewer"],"full_name":"","email":"","metadata":{},"enabled":true}
                                """));
        // An update sends the password only when it changed.
        String second =
                """
                {"username":"tf","roles":["viewer","editor"],"full_name":"T","email":"","enabled":false}
                """;
        assertThat(go("PUT", USER, second).body()).isEqualTo("{\"created\":false}");
        assertThat(go("GET", USER, "").json().path("tf").path("full_name").stringValue(""))
                .isEqualTo("T");
        go("PUT", USER, second.replace("false", "true"));
        assertThat(
                        node.call(
                                        Node.basic("tf", "a-password"),
                                        "GET",
                                        "/_security/_authenticate",
                                        "")
                                .status())
                .isEqualTo(200);
        assertThat(go("DELETE", USER, "").status()).isEqualTo(200);
        assertThat(go("GET", USER, "").status()).isEqualTo(404);
        assertThat(go("DELETE", USER, "").status()).isEqualTo(404);
        assertThat(clusterUuid()).isEqualTo(uuid);
    }

    @Test
    void theSystemUserIsAdopted() {
        clusterUuid();
        JsonNode elastic = go("GET", "/_security/user/elastic", "").json().path("elastic");
        assertThat(elastic.path("metadata").path("_reserved").booleanValue(false)).isTrue();
        assertThat(elastic.path("enabled").booleanValue(false)).isTrue();

        node.user("other", "superuser");
        String other = Node.basic("other", "other-password");
        String off = "/_security/user/elastic/_disable";
        assertThat(node.call(other, "POST", off, "").body()).isEqualTo("{}");
        assertThat(
                        node.call(other, "GET", "/_security/user/elastic", "")
                                .json()
                                .path("elastic")
                                .path("enabled")
                                .booleanValue(true))
                .isFalse();
        String on = "/_security/user/elastic/_enable";
        assertThat(node.call(other, "POST", on, "").body()).isEqualTo("{}");
        String path = "/_security/user/elastic/_password";
        assertThat(go("POST", path, "{\"password\":\"another-password\"}").body()).isEqualTo("{}");
        assertThat(
                        node.call(
                                        Node.basic("elastic", "another-password"),
                                        "GET",
                                        "/_security/_authenticate",
                                        "")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aRoleIsAppliedPlannedChangedAndDestroyed() {
        clusterUuid();
        String role =
                """
                {"description":"By Terraform","metadata":{"by":"tf"},
                 "cluster":["monitor"],
                 "indices":[{"names":["a"],"privileges":["read"],"allow_restricted_indices":false}],
                 "applications":[{"application":"kibana-.kibana","privileges":["feature_actions.read"],"resources":["space:default"]}],
                 "run_as":["jane"]}
                """;
        assertThat(go("PUT", ROLE, role).body()).isEqualTo("{\"role\":{\"created\":true}}");
        JsonNode read = go("GET", ROLE, "").json().path("tf");
        JsonNode sent = Json.read(role);
        sent.propertyNames()
                .forEach(member ->
                        assertThat(read.path(member)).as(member).isEqualTo(sent.path(member)));
        assertThat(go("PUT", ROLE, role).body()).isEqualTo("{\"role\":{\"created\":false}}");
        assertThat(go("GET", ROLE, "").json().path("tf")).isEqualTo(read);
        assertThat(go("DELETE", ROLE, "").body()).isEqualTo("{\"found\":true}");
        assertThat(go("GET", ROLE, "").status()).isEqualTo(404);
        assertThat(go("DELETE", ROLE, "").status()).isEqualTo(404);
    }

    @Test
    void aKeyIsAppliedPlannedChangedAndDestroyed() {
        String descriptors =
                """
                {"run":{"cluster":["monitor"],"indices":[],"applications":[
                  {"application":"kibana-.kibana","privileges":["feature_actions.read"],"resources":["*"]}]}}
                """;
        JsonNode made =
                go("POST", KEY, "{\"name\":\"tf\",\"role_descriptors\":" + descriptors + "}")
                        .json();
        assertThat(made.has("expiration")).isFalse();
        clusterUuid();
        String id = made.path("id").stringValue("");
        String one = KEY + "?id=" + id;
        assertThat(go("GET", one, "").json().path("api_keys")).hasSize(1);
        assertThat(descriptor(one).path("cluster")).isEqualTo(Json.read("[\"monitor\"]"));

        String changed = descriptors.replace("\"monitor\"", "");
        assertThat(
                        go(
                                        "PUT",
                                        KEY + "/" + id,
                                        "{\"role_descriptors\":"
                                                + changed
                                                + ",\"metadata\":{\"a\":1}}")
                                .body())
                .isEqualTo("{\"updated\":true}");
        assertThat(descriptor(one).path("cluster")).isEmpty();

        assertThat(go("DELETE", KEY, "{\"ids\":[\"" + id + "\"]}").json().path("error_count"))
                .isEqualTo(Json.read("0"));
        assertThat(
                        go("GET", one, "")
                                .json()
                                .path("api_keys")
                                .path(0)
                                .path("invalidated")
                                .booleanValue(false))
                .isTrue();
        Reply unknown = go("GET", KEY + "?id=nobody", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"api_keys\":[]}");
    }

    private JsonNode descriptor(String one) {
        return go("GET", one, "")
                .json()
                .path("api_keys")
                .path(0)
                .path("role_descriptors")
                .path("run");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /_security/cross_cluster/api_key",
        "PUT, /_security/role_mapping/tf",
        "POST, /_security/service/elastic/fleet-server/credential/token/tf"
    })
    void whatIsNotServedHasNoHandler(String method, String path) {
        Reply reply = go(method, path, "{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"error\":\"no handler found for uri ["
                                + path
                                + "] and method ["
                                + method
                                + "]\"}");
    }
}
