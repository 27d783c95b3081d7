package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.PreconfiguredConnectors.Entry;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestBed;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestConnectorTypes;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** What a start changes: another key, a damaged record, settings (actions-api, 3, 10 and 14). */
class ConnectorStartTest {

    private static final String ONE = "/api/actions/connector";
    private static final String BODY =
            """
            {"name":"n","connector_type_id":".cases-webhook","config":{"a":1},
             "secrets":{"secretHeaders":{"X-Key":"v"}}}
            """;

    @ParameterizedTest
    @EnumSource(TestStorage.Kind.class)
    void aLostKeyTakesTheSecretsOnly(TestStorage.Kind kind) {
        try (TestStorage storage = new TestStorage(kind)) {
            try (TestNode first = new TestNode(storage, new TestNode.Setup())) {
                TestNode.must(200, first.root("POST", ONE + "/kept", BODY));
                TestNode.must(200, first.root("POST", ONE + "/gone", BODY));
            }
            TestNode.Setup setup = new TestNode.Setup();
            setup.encryptionKey = "b".repeat(32);
            try (TestNode second = new TestNode(storage, setup)) {
                assertThat(second.root("GET", ONE + "/kept").json().path("config"))
                        .isEqualTo(Json.read("{\"a\":1}"));
                assertThat(second.root("GET", "/api/actions/connectors").json().size())
                        .isEqualTo(2);
                assertThat(second.loader.load("default", "kept").orElseThrow().secrets())
                        .isInstanceOf(Opened.Unreadable.class);
                Reply names = second.root("GET", "/internal/stack_connectors/kept/secret_headers");
                assertThat(names.body())
                        .isEqualTo(
                                "{\"statusCode\":500,\"error\":\"Internal Server"
                                        + " Error\",\"message\":\"An internal server error"
                                        + " occurred. Check Kibana server logs for details.\"}");
                TestNode.must(204, second.root("DELETE", ONE + "/gone"));
                TestNode.must(
                        200,
                        second.root(
                                "PUT",
                                ONE + "/kept",
                                "{\"name\":\"n\",\"secrets\":{\"secretHeaders\":{\"X-New\":\"v\"}}}"));
                assertThat(
                                second.root("GET", "/internal/stack_connectors/kept/secret_headers")
                                        .body())
                        .isEqualTo("[\"X-New\"]");
            }
        }
    }

    @Test
    void aDamagedRecordBlocksNoOther() {
        try (TestStorage storage = new TestStorage(TestStorage.Kind.SQLITE);
                TestNode node = new TestNode(storage, new TestNode.Setup())) {
            TestNode.must(200, node.root("POST", ONE + "/sound", BODY));
            for (String config : List.of("{\"a\":", "[]", "{}{}", "", "{\"a\":nope}")) {
                StoredConnector damaged = damaged("d" + config.hashCode(), config);
                node.database.work().write(tx -> node.database.connectors().insert(tx, damaged));
                assertThat(node.root("GET", ONE + "/" + damaged.id()).json().path("config"))
                        .isEqualTo(Json.object());
                assertThat(node.root("GET", "/api/actions/connectors").json().isArray()).isTrue();
                assertThat(node.loader.load("default", damaged.id()).orElseThrow().secrets())
                        .isInstanceOf(Opened.Unreadable.class);
                TestNode.must(200, node.root("PUT", ONE + "/" + damaged.id(), "{\"name\":\"n\"}"));
                TestNode.must(204, node.root("DELETE", ONE + "/" + damaged.id()));
            }
            assertThat(node.root("GET", "/api/actions/connectors").json().size()).isEqualTo(1);
        }
    }

    private static StoredConnector damaged(String id, String config) {
        return new StoredConnector(
                id,
                "default",
                ".cases-webhook",
                "n",
                config,
                new byte[] {1},
                false,
                1,
                Clock.system().now(),
                Clock.system().now());
    }

    @Test
    void lenientSpacesTakeConnectorsAsInKibana() {
        try (TestStorage storage = new TestStorage(TestStorage.Kind.SQLITE)) {
            TestNode.Setup setup = new TestNode.Setup();
            setup.lenientSpaces = true;
            try (TestNode node = new TestNode(storage, setup)) {
                TestNode.must(200, node.root("POST", "/s/nowhere" + ONE + "/lenient", BODY));
                TestNode.must(200, node.root("GET", "/s/nowhere" + ONE + "/lenient"));
                assertThat(node.root("GET", ONE + "/lenient").status()).isEqualTo(404);
            }
        }
    }

    @Test
    void twoNodesOfOneDatabaseSeeOneAnothersWrites() {
        try (TestStorage storage = new TestStorage(TestStorage.Kind.POSTGRES);
                TestNode one = new TestNode(storage, new TestNode.Setup());
                TestNode two = new TestNode(storage, new TestNode.Setup())) {
            TestNode.must(200, one.root("POST", ONE + "/shared", BODY));
            assertThat(two.loader.load("default", "shared").orElseThrow().secrets())
                    .isInstanceOf(Opened.Secrets.class);
            for (int i = 0; i < 10; i++) {
                TestNode writer = i % 2 == 0 ? one : two;
                TestNode reader = i % 2 == 0 ? two : one;
                TestNode.must(
                        200, writer.root("PUT", ONE + "/shared", "{\"name\":\"n" + i + "\"}"));
                assertThat(reader.loader.load("default", "shared").orElseThrow().name())
                        .isEqualTo("n" + i);
            }
            TestNode.must(204, one.root("DELETE", ONE + "/shared"));
            assertThat(two.loader.load("default", "shared")).isEmpty();
        }
    }

    @Test
    void preconfiguredConnectorsAreJudgedAtTheStart() {
        ConnectorTypes types = new ConnectorTypes(TestConnectorTypes.all(), _ -> true);
        PreconfiguredConnectors bed = new PreconfiguredConnectors(TestBed.preconfigured());
        assertThat(bed.refusal(types)).isEmpty();
        assertThat(bed.warnings(types))
                .contains(
                        "Preconfigured connector \"my-slack1\": Action type \".slack\" is not"
                                + " registered.")
                .noneMatch(line -> line.contains("preconfigured.test.index-record"))
                .noneMatch(line -> line.contains("canary"));
        PreconfiguredConnectors bad =
                new PreconfiguredConnectors(
                        List.of(
                                new Entry(
                                        "bad",
                                        "bad",
                                        "test.index-record",
                                        Json.object().put("unencrypted", 1),
                                        Json.object().put("canary-key", "canary"),
                                        false)));
        assertThat(bad.warnings(types))
                .containsExactly(
                        "Preconfigured connector \"bad\": error validating connector type config:"
                                + " ✖ Invalid input: expected string, received number\n"
                                + "  → at unencrypted",
                        "Preconfigured connector \"bad\": its secrets do not fit the type"
                                + " test.index-record");
        PreconfiguredConnectors system =
                new PreconfiguredConnectors(
                        List.of(
                                new Entry(
                                        "s",
                                        "s",
                                        "test.system-action",
                                        Json.object(),
                                        Json.object(),
                                        false)));
        assertThat(system.refusal(types))
                .contains(
                        "Setting system action types in preconfigured connectors are not allowed");
    }
}
