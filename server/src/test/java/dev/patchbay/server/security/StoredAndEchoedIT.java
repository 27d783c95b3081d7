package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/**
 * What gives and takes nothing here and is kept all the same: rights on indices and clusters,
 * Elasticsearch's query parameters, names that are its own (contract security-and-spaces, sections
 * 2.1, 2.3, 3.1, 3.2, 3.4, D14).
 */
class StoredAndEchoedIT extends NodeTest {

    private static final String INDICES =
            """
            {"cluster":["monitor"],
             "indices":[{"names":["a"],"privileges":["read"],"field_security":{"grant":["f"]},
                         "query":"{}","allow_restricted_indices":true}],
             "remote_indices":[{"names":["a"],"privileges":["read"],"clusters":["c"]}],
             "remote_cluster":[{"privileges":["monitor_enrich"],"clusters":["c"]}],
             "run_as":["jane"]}
            """;

    StoredAndEchoedIT() {
        super(TestDatabase.Kind.SQLITE, new Node.Setup());
    }

    @Test
    void rightsOnIndicesComeBackAndAreWarnedOf() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            node.role("r", "{\"elasticsearch\":" + INDICES + "}");
        } finally {
            root.detachAppender(log);
        }
        JsonNode elasticsearch =
                node.root("GET", "/api/security/role/r").json().path("elasticsearch");
        JsonNode sent = Json.read(INDICES);
        for (String member : sent.propertyNames()) {
            if (!member.equals("remote_indices")) {
                assertThat(elasticsearch.path(member)).as(member).isEqualTo(sent.path(member));
            }
        }
        assertThat(elasticsearch.path("remote_indices").path(0).path("clusters"))
                .isEqualTo(Json.read("[\"c\"]"));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains(
                        "role [r] has document or field security, which protects nothing here: this"
                                + " server has no indices");
    }

    @Test
    void remoteRightsOfAKeyComeBack() {
        JsonNode key =
                node.key(
                        Node.ROOT,
                        "{\"name\":\"k\",\"role_descriptors\":{\"d\":"
                                + INDICES.replace("\"run_as\":[\"jane\"]", "\"metadata\":{}")
                                + "}}");
        JsonNode shown =
                node.root("GET", "/_security/api_key?id=" + key.path("id").stringValue(""))
                        .json()
                        .path("api_keys")
                        .path(0)
                        .path("role_descriptors")
                        .path("d");
        assertThat(shown.has("remote_indices")).as(shown.toString()).isTrue();
        assertThat(shown.has("remote_cluster")).isTrue();
        assertThat(shown.path("transient_metadata").path("enabled").booleanValue(false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh=true",
                "refresh=wait_for",
                "error_trace",
                "filter_path=a.b",
                "master_timeout=1s",
                "timeout=1s",
                "human",
                "with_profile_uid=true",
            })
    void parametersOfElasticsearchChangeNothing(String query) {
        String user = "/_security/user/elastic";
        String keys = "/_security/api_key?owner=true&";
        assertThat(node.root("GET", user + "?" + query).json())
                .isEqualTo(node.root("GET", user).json());
        assertThat(node.root("GET", keys + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elastic",
                "kibana",
                "kibana_system",
                "logstash_system",
                "beats_system",
                "apm_system",
                "remote_monitoring_user"
            })
    void reservedNamesAreKept(String name) {
        assertThat(put(name))
                .isEqualTo("user [" + name + "] is reserved and only the password can be changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_system", "_xpack", "_xpack_security"})
    void internalNamesAreKept(String name) {
        assertThat(put(name)).isEqualTo("user [" + name + "] is internal");
    }

    private String put(String name) {
        String body = "{\"password\":\"a-password\",\"roles\":[]}";
        return node.root("PUT", "/_security/user/" + name, body)
                .reason()
                .replaceAll("^Validation Failed: 1: (.*);$", "$1");
    }

    @Test
    void invalidatingNothingIsNoError() {
        JsonNode nothing =
                node.root("DELETE", "/_security/api_key", "{\"ids\":[\"unknown\"]}").json();
        assertThat(nothing)
                .isEqualTo(
                        Json.read(
                                """
                                {"invalidated_api_keys":[],"previously_invalidated_api_keys":[],"error_count":0}
                                """));
        assertThat(nothing.has("error_details")).isFalse();
        assertThat(node.root("DELETE", "/_security/api_key", "{\"ids\":[]}").reason())
                .contains("Field [ids] cannot be an empty array");
    }

    @Test
    void dataEndpointsDoNotExist() {
        for (String path : new String[] {"/_bulk", "/_cluster/health", "/_search"}) {
            assertThat(node.root("GET", path).body())
                    .isEqualTo(
                            "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not"
                                    + " Found\"}");
        }
    }
}
