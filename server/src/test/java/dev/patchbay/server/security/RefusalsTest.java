package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Contract security-and-spaces, sections 3.1 and 4, D1, D10, D13. */
class RefusalsTest extends NodeTest {

    private static final String WHO = "/_security/_authenticate";
    private static final String KIBANA = "/api/spaces/space";

    RefusalsTest() {
        super(TestDatabase.Kind.SQLITE, new Node.Setup());
    }

    @Test
    void elasticsearchs401() {
        Reply none = node.call("", "GET", WHO + "?pretty", "");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"error":{"root_cause":[{"type":"security_exception","reason":"missing authentication credentials for REST request [/_security/_authenticate?pretty]",
                                  "header":{"WWW-Authenticate":["Basic realm=\\"security\\", charset=\\"UTF-8\\"","ApiKey"]}}],
                                 "type":"security_exception","reason":"missing authentication credentials for REST request [/_security/_authenticate?pretty]",
                                  "header":{"WWW-Authenticate":["Basic realm=\\"security\\", charset=\\"UTF-8\\"","ApiKey"]}},"status":401}
                                """));
        assertThat(none.headers().allValues("www-authenticate"))
                .containsExactly("Basic realm=\"security\", charset=\"UTF-8\"", "ApiKey");
        assertThat(none.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        node.user("off");
        node.root("PUT", "/_security/user/off/_disable");
        for (String header :
                List.of(Node.basic("off", "off-password"), Node.basic("off", "wrong"))) {
            assertThat(node.call(header, "GET", WHO, "").reason())
                    .isEqualTo(
                            "unable to authenticate user [off] for REST request"
                                    + " [/_security/_authenticate]");
        }
        assertThat(node.call(Node.basic("nobody", "wrong"), "GET", WHO, "").reason())
                .isEqualTo(
                        "unable to authenticate user [nobody] for REST request"
                                + " [/_security/_authenticate]");
        for (String key :
                List.of("ApiKey x", "ApiKey bm9jb2xvbg==", "apikey OnNlY3JldA==", "ApiKey YTpi")) {
            assertThat(node.call(key, "GET", WHO, "").reason())
                    .isEqualTo(
                            "unable to authenticate with provided credentials and anonymous access"
                                    + " is not allowed for this request");
        }
    }

    @Test
    void kibanas401() {
        for (String header : List.of("", "Bearer abc", "Negotiate x")) {
            Reply plain = node.call(header, "GET", KIBANA, "");
            assertThat(plain.body())
                    .isEqualTo(
                            "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Unauthorized\"}")
                    .hasSize(66);
            assertThat(plain.headers().allValues("www-authenticate"))
                    .containsExactly("Basic realm=\"security\", charset=\"UTF-8\"", "ApiKey");
        }
        assertThat(node.call(Node.basic("nobody", "x"), "GET", KIBANA, "").message())
                .isEqualTo(
                        "[security_exception\n\tRoot causes:\n\t\tsecurity_exception: unable to"
                                + " authenticate user [nobody] for REST request"
                                + " [/_security/_authenticate]]: unable to authenticate user"
                                + " [nobody] for REST request [/_security/_authenticate]");
        assertThat(node.call("ApiKey YTpi", "GET", KIBANA, "").message())
                .isEqualTo(
                        "[security_exception\n\tRoot causes:\n\t\tsecurity_exception: unable to"
                                + " authenticate with provided credentials and anonymous access is"
                                + " not allowed for this request]: unable to authenticate with"
                                + " provided credentials and anonymous access is not allowed for"
                                + " this request");
        assertThat(node.call("Basic %%%", "GET", KIBANA, "").message())
                .endsWith("]: invalid basic authentication header encoding");
        assertThat(node.call("Basic bm9jb2xvbg==", "GET", KIBANA, "").message())
                .endsWith("]: invalid basic authentication header value");
        for (String[] page :
                new String[][] {
                    {"x-elastic-internal-origin", "Kibana"}, {"Sec-Fetch-Mode", "cors"}
                }) {
            assertThat(
                            node.call("", "GET", KIBANA, "", page)
                                    .headers()
                                    .firstValue("www-authenticate"))
                    .isEmpty();
        }
    }

    @Test
    void runAsIsRefusedEverywhere() {
        String reason =
                "action [cluster:admin/xpack/security/user/authenticate] is unauthorized for user"
                        + " [elastic] with effective roles [superuser], because user [elastic] is"
                        + " unauthorized to run as [jane]";
        Reply es = node.call(Node.ROOT, "GET", WHO, "", "es-security-runas-user", "jane");
        assertThat(es.status()).isEqualTo(403);
        assertThat(es.reason()).isEqualTo(reason);
        Reply kibana = node.call(Node.ROOT, "GET", KIBANA, "", "es-security-runas-user", "jane");
        assertThat(kibana.status()).isEqualTo(403);
        assertThat(kibana.message()).endsWith("]: " + reason);
    }

    @Test
    void unknownPathsMethodsTypesAndBodies() {
        assertThat(node.root("GET", "/_security/foo").body())
                .isEqualTo(
                        "{\"error\":\"no handler found for uri [/_security/foo] and method"
                                + " [GET]\"}");
        assertThat(node.call("", "GET", "/_security/foo", "").status()).isEqualTo(401);
        Reply method = node.root("PATCH", "/_security/user/x");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.body())
                .isEqualTo(
                        "{\"error\":\"Incorrect HTTP method for uri [/_security/user/x] and method"
                                + " [PATCH], allowed: [GET, PUT, POST, DELETE]\",\"status\":405}");
        Reply type =
                node.call(Node.ROOT, "PUT", "/_security/user/x", "x", "Content-Type", "text/plain");
        assertThat(type.body())
                .isEqualTo(
                        "{\"error\":\"Content-Type header [text/plain] is not"
                                + " supported\",\"status\":406}");
        assertThat(node.root("PUT", "/_security/user/x", "{").type())
                .isEqualTo("x_content_parse_exception");
        assertThat(node.root("GET", "/_security/user/x?foo=1").reason())
                .isEqualTo("request [/_security/user/x] contains unrecognized parameter: [foo]");
        assertThat(node.root("GET", "/_security/user/elastic?pretty&human=true").status())
                .isEqualTo(200);
        assertThat(node.root("GET", "/s/a/_security/user").status()).isEqualTo(404);
        assertThat(node.root("GET", "/_search").body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    }

    @Test
    void officialClientsFindWhatTheyLookFor() {
        String vendor = "application/vnd.elasticsearch+json;compatible-with=8";
        Reply root =
                node.call(
                        Node.ROOT,
                        "GET",
                        "/",
                        "",
                        "Accept",
                        vendor,
                        "x-elastic-client-meta",
                        "es=8.19,go=1.24");
        assertThat(root.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        assertThat(root.headers().firstValue("Content-Type")).contains(vendor);
        String uuid = root.json().path("cluster_uuid").stringValue();
        assertThat(uuid).matches("[A-Za-z0-9_-]{22}");
        assertThat(root.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"name":"patchbay.test","cluster_name":"patchbay","cluster_uuid":"%s",
                                 "version":{"number":"9.4.0","build_flavor":"default","build_type":"unknown","build_hash":"0","build_date":"2026-01-01T00:00:00.000Z","build_snapshot":false,
                                 "lucene_version":"0.0.0","minimum_wire_compatibility_version":"8.19.0","minimum_index_compatibility_version":"8.0.0"},
                                 "tagline":"Patchbay connector server: security API only"}
                                """
                                        .formatted(uuid)));
        assertThat(node.security.clusterUuid()).isEqualTo(uuid);
        assertThat(node.call("", "GET", "/", "", "Accept", vendor).status()).isEqualTo(401);
        Reply curl = node.call("", "GET", "/", "");
        assertThat(curl.status()).isEqualTo(302);
        assertThat(curl.headers().firstValue("X-Elastic-Product")).isEmpty();
        // The client's write: vendor type in the body too.
        Reply put =
                node.call(
                        Node.ROOT,
                        "PUT",
                        "/_security/user/tf",
                        "{\"password\":\"tf-password\",\"roles\":[],\"full_name\":\"\",\"email\":\"\"}",
                        "Content-Type",
                        vendor,
                        "Accept",
                        vendor);
        assertThat(put.status()).isEqualTo(200);
        assertThat(node.root("GET", KIBANA).headers().firstValue("X-Elastic-Product")).isEmpty();
    }

    @Test
    void withoutElasticsearchClientsThereIsNoDisguise() {
        node.close();
        Node.Setup setup = new Node.Setup();
        setup.elasticsearchClients = false;
        try (Node off = new Node(database, setup)) {
            assertThat(off.root("GET", WHO).headers().firstValue("X-Elastic-Product")).isEmpty();
            assertThat(off.call(Node.ROOT, "GET", "/", "", "x-elastic-client-meta", "x").status())
                    .isEqualTo(302);
        }
    }

    @Test
    void otherSitesAreRefused() {
        for (String[] header :
                new String[][] {
                    {"Origin", "https://evil.example"},
                    {"Origin", "null"},
                    {"Sec-Fetch-Site", "cross-site"},
                    {"Sec-Fetch-Site", "same-site"}
                }) {
            Reply reply = node.call(Node.ROOT, "GET", WHO, "", header);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.type()).isEqualTo("security_exception");
            assertThat(reply.reason()).isEqualTo("cross-site request refused");
        }
        assertThat(node.call(Node.ROOT, "GET", WHO, "", "Sec-Fetch-Site", "none").status())
                .isEqualTo(200);
    }

    @Test
    void withoutTheDatabaseItIs503() throws Exception {
        assertThat(node.root("GET", WHO).status()).isEqualTo(200);
        database.shutDown();
        // A reading counts for a second.
        dev.patchbay.sdk.time.Clock.system().sleep(java.time.Duration.ofMillis(1_200));
        Reply es = node.root("GET", WHO);
        assertThat(es.status()).isEqualTo(503);
        Reply kibana = node.root("GET", KIBANA);
        assertThat(kibana.body())
                .isEqualTo(
                        "{\"statusCode\":503,\"error\":\"Service Unavailable\","
                                + "\"message\":\"Service Unavailable\"}");
    }
}
