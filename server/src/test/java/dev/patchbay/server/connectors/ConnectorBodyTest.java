package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Contract actions-api, sections 1.4, 6.1, 7.1 and 7.2: shape of bodies and ids, bad input. */
@ParameterizedClass
@EnumSource(TestStorage.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorBodyTest {

    private static final String ONE = "/api/actions/connector";
    private static final String FREE = "\"connector_type_id\":\"test.free\"";

    @Parameter private TestStorage.Kind kind;
    private TestStorage storage;
    private TestNode node;

    @BeforeParameterizedClassInvocation
    void open() {
        storage = new TestStorage(kind);
        node = new TestNode(storage, new TestNode.Setup());
    }

    @AfterParameterizedClassInvocation
    void close() {
        node.close();
        storage.close();
    }

    private String refusal(String body) {
        Reply reply = node.root("POST", ONE, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().path("error").stringValue("")).isEqualTo("Bad Request");
        return reply.message();
    }

    @Test
    void textsOfTheSchema() {
        assertThat(refusal(""))
                .isEqualTo(
                        "[request body]: expected a plain object value, but found [null]"
                                + " instead.");
        assertThat(refusal("{" + FREE + "}"))
                .isEqualTo(
                        "[request body.name]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(refusal("{\"name\":1," + FREE + "}"))
                .isEqualTo("[request body.name]: expected value of type [string] but got [number]");
        assertThat(refusal("{\"name\":\"n\"}"))
                .isEqualTo(
                        "[request body.connector_type_id]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"config\":null}"))
                .isEqualTo("[request body.config]: expected value of type [object] but got [null]");
        assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"secrets\":\"x\"}"))
                .isEqualTo(
                        "[request body.secrets]: expected value of type [object] but got"
                                + " [string]");
        assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"config\":[]}"))
                .isEqualTo(
                        "[request body.config]: expected value of type [object] but got [Array]");
        assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"id\":\"x\"}"))
                .isEqualTo("[request body.id]: definition for this key is missing");
        assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"auth_mode\":null}"))
                .isEqualTo("[request body.auth_mode]: expected value to equal [shared]");
        assertThat(refusal("[1]")).startsWith("[request body]: expected a plain object value");
    }

    @Test
    void blankStringsAreRefusedWhereverTheyAre() {
        for (String blank : List.of("", " ", "\\t\\n", "\u00a0", "\u2003\ufeff", "\\u2028")) {
            String text = "\"" + blank + "\"";
            assertThat(refusal("{\"name\":" + text + "," + FREE + "}"))
                    .isEqualTo("[request body.name]: value '' is not valid");
            assertThat(refusal("{\"name\":\"n\",\"connector_type_id\":" + text + "}"))
                    .isEqualTo("[request body.connector_type_id]: value '' is not valid");
            assertThat(refusal("{\"name\":\"n\"," + FREE + ",\"config\":{\"url\":" + text + "}}"))
                    .isEqualTo("[request body.config.url]: value '' is not valid");
            assertThat(
                            refusal(
                                    "{\"name\":\"n\","
                                            + FREE
                                            + ",\"secrets\":{\"a\":{\"b\":[1,{\"c\":"
                                            + text
                                            + "}]}}}"))
                    .isEqualTo("[request body.secrets.a]: value '' is not valid");
        }
        // Java calls these blank, JavaScript does not.
        TestNode.must(200, node.root("POST", ONE, "{\"name\":\"\\u001c\"," + FREE + "}"));
        TestNode.must(
                200,
                node.root(
                        "POST",
                        ONE,
                        "{\"name\":\"n\","
                                + FREE
                                + ",\"config\":{\"a\":null,\"b\":{\"c\":null},\"\":1}}"));
    }

    @Test
    void whatIsReadComesBackAsItWas() {
        String config =
                """
                {"port":587,"half":0.5,"big":1e21,"neg":-0.0,"list":[1,[null,true]],"deep":{"z":1,"a":"<>&\\u2028"},
                 "nul":"a\\u0000b","half-pair":"x\\ud800y","emoji":"😀","é":"ü","":"empty key"}
                """;
        String name = "  Ünï-\\\"😀\\\" \\\\ \\n  ";
        String body =
                "{\"name\":\""
                        + name
                        + "\","
                        + FREE
                        + ",\"config\":"
                        + config
                        + ",\"secrets\":"
                        + config
                        + "}";
        Reply made = TestNode.must(200, node.root("POST", ONE, body));
        JsonNode read = node.root("GET", ONE + "/" + made.json().path("id").stringValue("")).json();
        assertThat(read.path("name").stringValue("")).isEqualTo("  Ünï-\"😀\" \\ \n  ");
        for (JsonNode shown : List.of(made.json(), read)) {
            assertThat(shown.path("config").path("nul").stringValue("")).isEqualTo("a\0b");
            assertThat(shown.path("config").path("half-pair").stringValue(""))
                    .isEqualTo("x\ud800y");
            assertThat(shown.path("config").path("emoji").stringValue("")).isEqualTo("😀");
            assertThat(shown.path("config").path("deep"))
                    .isEqualTo(Json.read("{\"a\":\"<>&\\u2028\",\"z\":1}"));
            assertThat(Json.write(shown)).contains("\"port\":587,").contains("\"half\":0.5");
        }
    }

    @Test
    void namesThatNoDatabaseKeepsAreRefused() {
        for (String name : List.of("a\\u0000b", "\\ud800", "x\\udc00")) {
            assertThat(refusal("{\"name\":\"" + name + "\"," + FREE + "}"))
                    .isEqualTo(
                            "[request body.name]: value holds U+0000 or half of a surrogate pair");
        }
        String longName = "n".repeat(900_000);
        Reply made =
                TestNode.must(
                        200,
                        node.root("POST", ONE, "{\"name\":\"" + longName + "\"," + FREE + "}"));
        String one = ONE + "/" + made.json().path("id").stringValue("");
        assertThat(node.root("GET", one).json().path("name").stringValue("")).isEqualTo(longName);
        TestNode.must(204, node.root("DELETE", one));
    }

    @Test
    void idsOfEveryShape() {
        String charset =
                "[request params.id]: Connector ID must contain only lowercase letters, numbers,"
                        + " and hyphens.";
        for (String id :
                List.of(
                        "My-Id",
                        "a_b",
                        "a.b",
                        ".hidden",
                        "ü",
                        "日本",
                        "a/b",
                        "a b",
                        "😀",
                        "1F0C0F0E-7F0F-4D7E-9D62-6C0F5F5A0B1G",
                        "__proto__",
                        "{6f1c0f0e}")) {
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            Reply reply = node.root("POST", ONE + "/" + encoded, "{\"name\":\"n\"," + FREE + "}");
            assertThat(reply.status()).as(id).isEqualTo(400);
            assertThat(reply.message()).as(id).isEqualTo(charset);
            for (String method : List.of("GET", "DELETE")) {
                Reply lookedUp = node.root(method, ONE + "/" + encoded);
                assertThat(lookedUp.status()).as(id).isEqualTo(404);
                assertThat(lookedUp.message())
                        .isEqualTo("Saved object [action/" + id + "] not found");
            }
        }
        for (int length : new int[] {37, 40, 3000}) {
            Reply reply =
                    node.root(
                            "POST",
                            ONE + "/" + "A".repeat(length),
                            "{\"name\":\"n\"," + FREE + "}");
            assertThat(reply.message())
                    .isEqualTo(
                            "[request params.id]: value has length ["
                                    + length
                                    + "] but it must have a maximum length of [36].");
        }
        for (String id :
                List.of(
                        "6F1C0F0E-7F0F-4D7E-9D62-6C0F5F5A0B11",
                        "6f1c0f0e-7f0f-4d7e-9d62-6c0f5f5a0b11",
                        "-",
                        "--a--",
                        "0",
                        "x".repeat(36))) {
            Reply made = node.root("POST", ONE + "/" + id, "{\"name\":\"n\"," + FREE + "}");
            assertThat(made.json().path("id").stringValue("")).isEqualTo(id);
            assertThat(node.root("GET", ONE + "/" + id).json().path("id").stringValue(""))
                    .isEqualTo(id);
        }
    }

    @Test
    void oddPathsFindNothingAndBreakNothing() {
        for (String segment : List.of("..", ".", "...", "a/b")) {
            assertThat(node.root("GET", ONE + "/" + segment).status()).as(segment).isEqualTo(404);
        }
        for (String segment : List.of("%00", "a%00b", "%ff", "%c3", "%2e%2e", "%2E")) {
            assertThat(node.root("GET", ONE + "/" + segment).status()).as(segment).isEqualTo(400);
        }
        assertThat(node.root("GET", "/s//api/actions/connectors").status()).isEqualTo(404);
        assertThat(node.root("GET", ONE + "/" + "x".repeat(7000)).status()).isEqualTo(404);
    }

    @Test
    void payloadsThatAreNoBody() {
        String before = node.root("GET", "/api/actions/connectors").body();
        for (String body :
                List.of(
                        "{",
                        "{\"name\":\"n\"",
                        "nope",
                        "{\"name\":\"n\",}",
                        "{} {}",
                        "{\"config\":" + "[".repeat(100) + "]".repeat(100) + "}",
                        "{\"config\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(100) + "}",
                        "{\"\\ud800\":1}")) {
            assertThat(node.root("POST", ONE, body).body())
                    .isEqualTo(
                            "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Invalid"
                                    + " request payload JSON format\"}");
        }
        byte[] invalid = "{\"name\":\"?\"}".getBytes(StandardCharsets.ISO_8859_1);
        invalid[9] = (byte) 0xff;
        assertThat(node.client.call(TestNode.ROOT, "POST", ONE, invalid).message())
                .isEqualTo("Invalid request payload JSON format");
        Reply large =
                node.root("POST", ONE, "{\"name\":\"" + "n".repeat(1_048_576) + "\"," + FREE + "}");
        assertThat(large.body())
                .isEqualTo(
                        "{\"statusCode\":413,\"error\":\"Request Entity Too"
                                + " Large\",\"message\":\"Payload content length greater than"
                                + " maximum allowed: 1048576\"}");
        assertThat(
                        node.client
                                .call(
                                        TestNode.ROOT,
                                        "POST",
                                        ONE,
                                        "<a/>",
                                        "Content-Type",
                                        "application/xml")
                                .status())
                .isEqualTo(415);
        assertThat(node.root("GET", "/api/actions/connectors").body()).isEqualTo(before);
    }
}
