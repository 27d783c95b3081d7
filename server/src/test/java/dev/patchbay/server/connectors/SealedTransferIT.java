package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;
import dev.patchbay.server.connectors.EchoTarget.Received;
import dev.patchbay.server.savedobjects.Form;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connectors move to a server on the other database. */
@ParameterizedClass
@EnumSource(Kind.class)
class SealedTransferIT {

    private static final String EXPORT = "/api/patchbay/connectors/_export";
    private static final String IMPORT = "/api/patchbay/connectors/_import";
    private static final String PASSPHRASE = "correct horse battery";

    /** From this one to the other. */
    @Parameter Kind kind;

    private TestStorage from;
    private TestStorage to;
    private ExecuteNode source;
    private ExecuteNode target;
    private EchoTarget vendor;

    @BeforeEach
    void start() {
        from = new TestStorage(kind);
        to = new TestStorage(kind == Kind.SQLITE ? Kind.POSTGRES : Kind.SQLITE);
        source = node(from, "a".repeat(32));
        target = node(to, "b".repeat(32));
        // PagerDuty takes with 202, Slack says ok, Teams says 1.
        vendor =
                new EchoTarget(request ->
                        request.head().contains("/enqueue")
                                ? EchoTarget.answer("202 Accepted", "", "{}")
                                : EchoTarget.answer(
                                        "200 OK",
                                        "",
                                        request.head().contains("/services/") ? "ok" : "1"));
    }

    private static ExecuteNode node(TestStorage storage, String key) {
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.node.encryptionKey = key;
        setup.builtIn = true;
        return new ExecuteNode(storage, setup);
    }

    @AfterEach
    void stop() {
        vendor.close();
        source.close();
        target.close();
        from.close();
        to.close();
    }

    /** By id: type, config, secrets, params. */
    private Map<String, List<String>> connectors() {
        String url = vendor.url();
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(
                "webhook",
                List.of(
                        ".webhook",
                        "{\"url\":\"" + url + "/hook\",\"hasAuth\":true}",
                        "{\"user\":\"canary-user\",\"password\":\"canary-password\"}",
                        "{\"body\":\"{}\"}"));
        all.put(
                "headers",
                List.of(
                        ".webhook",
                        "{\"url\":\"" + url + "/headers\",\"hasAuth\":false}",
                        "{\"secretHeaders\":{\"x-key\":\"canary-header\"}}",
                        "{\"body\":\"{}\"}"));
        all.put(
                "slack",
                List.of(
                        ".slack",
                        "{}",
                        "{\"webhookUrl\":\"" + url + "/services/T/B/canary-slack\"}",
                        "{\"message\":\"hello\"}"));
        all.put(
                "pager",
                List.of(
                        ".pagerduty",
                        "{\"apiUrl\":\"" + url + "/enqueue\"}",
                        "{\"routingKey\":\"canary-routing\"}",
                        "{\"eventAction\":\"trigger\",\"summary\":\"down\"}"));
        all.put(
                "teams",
                List.of(
                        ".teams",
                        "{}",
                        "{\"webhookUrl\":\"" + url + "/teams/canary-teams\"}",
                        "{\"message\":\"hello\"}"));
        all.put("log", List.of(".server-log", "{}", "{}", "{\"message\":\"hello\"}"));
        return all;
    }

    private void fill() {
        connectors()
                .forEach((id, parts) ->
                        source.connector(id, parts.get(0), parts.get(1), parts.get(2)));
    }

    /** What the vendor got, without what differs at each call. */
    private List<String> execute(ExecuteNode node) {
        vendor.received.clear();
        connectors()
                .forEach((id, parts) ->
                        assertThat(node.result(id, parts.get(3)).toString())
                                .as(id)
                                .contains("\"status\":\"ok\""));
        return vendor.received.stream().map(SealedTransferIT::told).toList();
    }

    private static String told(Received received) {
        String head =
                received.head()
                        .lines()
                        .filter(line ->
                                line.matches("(?i)(POST|PUT|authorization|x-key|x-routing-key).*"))
                        .sorted()
                        .reduce("", (a, b) -> a + b + "\n");
        return head + received.body().replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    private Reply export(String body) {
        return source.node.root("POST", EXPORT, body);
    }

    private Reply importing(Form form) {
        return form.send(target.node, TestNode.ROOT, IMPORT);
    }

    @Test
    void everyConnectorExecutesWhereItArrives() {
        fill();
        List<String> before = execute(source);
        assertThat(before).hasSize(5);
        assertThat(String.join("", before))
                .contains("canary-header", "canary-slack", "canary-routing", "canary-teams");
        String key = target.node.root("GET", "/api/patchbay/connectors/_import_key").body();

        Reply file = TestNode.must(200, export("{\"recipient\":" + key + "}"));
        assertThat(file.headers().firstValue("content-type")).contains("application/jose");
        assertThat(file.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"connectors.jwe\"");
        assertThat(file.headers().firstValue("x-patchbay-exported")).contains("6");
        assertThat(file.headers().firstValue("x-patchbay-missing-secrets")).contains("0");
        assertThat(file.body()).doesNotContain("canary");

        JsonNode answer = importing(new Form().file("connectors.jwe", file.body())).json();
        assertThat(answer.path("successCount").intValue()).isEqualTo(6);
        assertThat(answer.path("warnings")).isEmpty();
        assertThat(execute(target)).isEqualTo(before);
        JsonNode listed = target.node.root("GET", "/api/actions/connectors").json();
        assertThat(listed.valueStream().map(each -> each.path("is_missing_secrets")))
                .hasSize(6)
                .noneMatch(JsonNode::booleanValue);
    }

    @Test
    void aPassphraseDoesTheSame() {
        fill();
        List<String> before = execute(source);
        Reply file = TestNode.must(200, export("{\"passphrase\":\"" + PASSPHRASE + "\"}"));
        Reply wrong =
                importing(
                        new Form()
                                .field("passphrase", "another passphrase")
                                .file("connectors.jwe", file.body()));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(target.node.root("GET", "/api/actions/connectors").json()).isEmpty();
        Form form = new Form().field("passphrase", PASSPHRASE).file("connectors.jwe", file.body());
        assertThat(importing(form).json().path("success").booleanValue()).isTrue();
        assertThat(execute(target)).isEqualTo(before);
    }

    @Test
    void aPlainExportArrivesWithoutSecrets() {
        fill();
        String file =
                source.node
                        .root("POST", "/api/saved_objects/_export", "{\"type\":\"action\"}")
                        .body();
        assertThat(file).doesNotContain("canary");
        JsonNode answer =
                new Form()
                        .file("export.ndjson", file)
                        .send(target.node, TestNode.ROOT, "/api/saved_objects/_import")
                        .json();
        assertThat(answer.at("/warnings/0/message").stringValue())
                .isEqualTo("4 connectors have sensitive information that require updates.");
        JsonNode listed = target.node.root("GET", "/api/actions/connectors").json();
        assertThat(
                        listed.valueStream()
                                .filter(each -> each.path("is_missing_secrets").booleanValue())
                                .map(each -> each.path("id").stringValue()))
                .containsExactlyInAnyOrder("webhook", "slack", "pager", "teams");
        assertThat(target.result("slack", "{\"message\":\"m\"}").path("message").stringValue())
                .startsWith("error validating connector type secrets");
    }

    /** Somebody without a key of this server cannot even tell what is in the file. */
    @Test
    void theWrongServerCannotOpenIt() {
        fill();
        String own = source.node.root("GET", "/api/patchbay/connectors/_import_key").body();
        Reply file = TestNode.must(200, export("{\"recipient\":" + own + "}"));
        Reply refused = importing(new Form().file("connectors.jwe", file.body()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).startsWith("The file was not sealed for a key of this");
    }

    @Test
    void onlySuperusersTakeSecretsOut() {
        fill();
        String writer =
                source.node.userWith(
                        "writer",
                        "{\"kibana\":[{\"base\":[\"all\"],\"feature\":{},\"spaces\":[\"*\"]}]}");
        source.node.audit.clear();
        Reply refused =
                source.node.client.call(
                        writer, "POST", EXPORT, "{\"passphrase\":\"" + PASSPHRASE + "\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unauthorized to export secrets of actions");
        TestNode.must(200, export("{\"ids\":[\"slack\"],\"passphrase\":\"" + PASSPHRASE + "\"}"));
        assertThat(source.node.audit)
                .filteredOn(event -> event.action().equals("connector_export_secrets"))
                .extracting(event -> event.outcome() + " " + event.message())
                .containsExactly(
                        "failure Failed attempt to access a connector",
                        "unknown User is exporting connector with its secrets [id=slack]");
    }

    @Test
    void whoMayMakeConnectorsBringsThemIn() {
        fill();
        String key = target.node.root("GET", "/api/patchbay/connectors/_import_key").body();
        String file = export("{\"recipient\":" + key + ",\"ids\":[\"log\"]}").body();
        String role = "{\"kibana\":[{\"feature\":{\"actions\":[\"%s\"]},\"spaces\":[\"*\"]}]}";
        String reader = target.node.userWith("reader", role.formatted("read"));
        String writer = target.node.userWith("writer", role.formatted("all"));
        Form form = new Form().file("connectors.jwe", file);
        assertThat(form.send(target.node, reader, IMPORT).status()).isEqualTo(403);
        TestNode.must(
                200, new Form().file("connectors.jwe", file).send(target.node, writer, IMPORT));
        JsonNode again =
                new Form().file("connectors.jwe", file).send(target.node, writer, IMPORT).json();
        assertThat(again.at("/errors/0/error/type").stringValue()).isEqualTo("conflict");
    }

    @Test
    void bodiesThatMakeNoSense() {
        assertThat(export("{}").message())
                .isEqualTo("[request body]: expected either [recipient] or [passphrase]");
        assertThat(export("{\"passphrase\":\"short\"}").message())
                .isEqualTo(
                        "[request body.passphrase]: value has length [5] but it must have a minimum"
                                + " length of [12].");
        assertThat(export("{\"recipient\":{\"kty\":\"RSA\"}}").message())
                .isEqualTo(
                        "[request body.recipient]: expected a public key in JWK form on P-256,"
                                + " P-384 or P-521");
        Reply none = export("{\"passphrase\":\"" + PASSPHRASE + "\",\"ids\":[\"nope\"]}");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.message()).isEqualTo("Saved object [action/nope] not found");
        assertThat(importing(new Form().file("connectors.txt", "x")).message())
                .isEqualTo("Invalid file extension .txt");
    }

    /** A record that no key opens leaves without its secrets and says so. */
    @Test
    void unreadableSecretsDoNotHoldTheOthers() {
        fill();
        source.node
                .database
                .work()
                .write(tx -> {
                    var stored =
                            source.node
                                    .database
                                    .connectors()
                                    .find("default", "slack")
                                    .orElseThrow();
                    return source.node
                            .database
                            .connectors()
                            .update(
                                    tx,
                                    new StoredConnector(
                                            "slack",
                                            "default",
                                            stored.typeId(),
                                            stored.name(),
                                            stored.config(),
                                            new byte[] {1, 2, 3},
                                            false,
                                            stored.version() + 1,
                                            stored.createdAt(),
                                            stored.updatedAt()));
                });
        String key = target.node.root("GET", "/api/patchbay/connectors/_import_key").body();
        Reply file = TestNode.must(200, export("{\"recipient\":" + key + "}"));
        assertThat(file.headers().firstValue("x-patchbay-missing-secrets")).contains("1");
        TestNode.must(200, importing(new Form().file("connectors.jwe", file.body())));
        assertThat(
                        Json.read(target.node.root("GET", "/api/actions/connector/slack").body())
                                .path("is_missing_secrets")
                                .booleanValue())
                .isTrue();
    }
}
