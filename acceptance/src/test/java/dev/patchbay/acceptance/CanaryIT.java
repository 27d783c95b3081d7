package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ServerSocketFactory;

/**
 * Targets repeat all they receive, the log is at its most talkative, the audit log is on: no secret
 * is in an answer, a log, the events, the metrics or, in the clear, the database.
 */
final class CanaryIT {

    private static final List<Integer> STATUSES =
            List.of(200, 202, 204, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503);

    private final Canaries canaries = new Canaries();
    private final Map<String, String> seen = new LinkedHashMap<>();
    private final String token = canaries.watch("canary-access-token-51aa");
    private final String user = canaries.watch("canary user/7f3a");
    private final String password = canaries.watch("canary+pass&word=/7f3a");

    @TempDir private Path folder;
    private PackagedServer server;
    private Api api;
    private StubbornTarget plain;
    private StubbornTarget tls;
    private TestIdentity identity;

    @BeforeEach
    void start() throws Exception {
        canaries.watch(PackagedServer.PASSWORD);
        canaries.watch(user + ":" + password);
        identity = TestIdentity.make(folder, canaries.watch("canary-passphrase-90bc"));
        plain = StubbornTarget.start(ServerSocketFactory.getDefault(), token);
        tls = StubbornTarget.start(identity.serverSockets(), token);
        server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder)
                        .with(
                                "logging.root.level: trace",
                                "logging.root.appenders: [default, lines, json]",
                                "logging.appenders.lines: {type: file, fileName: "
                                        + folder.resolve("trace.txt")
                                        + "}",
                                "logging.appenders.json: {type: file, layout: {type: json},"
                                        + " fileName: "
                                        + folder.resolve("trace.json")
                                        + "}",
                                "xpack.security.audit.enabled: true",
                                "xpack.actions.allowedHosts: [127.0.0.1]",
                                "xpack.encryptedSavedObjects.encryptionKey: "
                                        + canaries.watch("canary-encryption-key-of-32-letters"))
                        .start();
        api = server.api();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        plain.close();
        tls.close();
    }

    @Test
    void noSecretTurnsUpAnywhere() throws Exception {
        List<String> connectors = create();
        for (int status : STATUSES) {
            plain.answers(status);
            tls.answers(status);
            for (String id : connectors) {
                run(id);
            }
        }
        refusedWrites();
        readEverything();
        int calls = seen.size();
        assertThat(plain.requests()).isGreaterThan(STATUSES.size() * 6);
        assertThat(tls.requests()).isGreaterThan(STATUSES.size());

        server.stop();
        readFiles();
        List<String> hits = new ArrayList<>();
        seen.forEach((name, text) -> hits.addAll(canaries.in(name, text)));
        System.out.printf(
                "CanaryIT: %d forms of secrets in %d answers and %d files (%d kB), targets got %d"
                        + " requests: %d hits%n",
                canaries.forms(),
                calls,
                seen.size() - calls,
                seen.values().stream().mapToLong(String::length).sum() / 1000,
                plain.requests() + tls.requests(),
                hits.size());
        assertThat(hits).isEmpty();
        assertThat(seen.get("trace.txt")).contains("[TRACE]");
        assertThat(seen.get("audit.log")).contains("connector_execute");
        assertThat(seen.get("events.ndjson")).contains("[redacted]");
    }

    private List<String> create() throws Exception {
        String http = "http://127.0.0.1:" + plain.port();
        String https = "https://127.0.0.1:" + tls.port();
        String header = canaries.watch("canary-header-41de");
        List<String> ids = new ArrayList<>();
        ObjectNode basic = secrets("user", user, "password", password);
        basic.putObject("secretHeaders").put("X-Api-Key", header);
        ids.add(webhook("basic", "{'url':'" + http + "/hook'}", basic));
        ids.add(webhook("get", "{'url':'" + http + "/get','method':'get'}", basic));
        ids.add(webhook("closed", "{'url':'http://127.0.0.1:1/hook'}", basic));
        ids.add(webhook("no-tls-there", "{'url':'https://127.0.0.1:" + plain.port() + "'}", basic));
        ids.add(webhook("untrusted", "{'url':'" + https + "/hook'}", basic));

        ObjectNode oauth = secrets("clientSecret", canaries.watch("canary client/secret+8e"));
        for (String path : List.of("/token", "/refuses")) {
            String config =
                    "{'url':'%s/hook','authType':'webhook-oauth2-client-credentials','clientId':'c',"
                        + "'accessTokenUrl':'%s'}";
            ids.add(webhook("oauth" + path.length(), config.formatted(http, http + path), oauth));
        }

        String config =
                "{'url':'%s/hook','authType':'webhook-authentication-ssl','certType':'%s',"
                        + "'verificationMode':'none'}";
        canaries.watch(identity.key());
        canaries.watch(identity.pfx());
        ids.add(
                webhook(
                        "pem",
                        config.formatted(https, "ssl-crt-key"),
                        secrets("crt", identity.crt(), "key", identity.key())));
        ids.add(
                webhook(
                        "pfx",
                        config.formatted(https, "ssl-pfx"),
                        secrets("pfx", identity.pfx(), "password", identity.passphrase())));
        ids.add(
                webhook(
                        "wrong-passphrase",
                        config.formatted(https, "ssl-pfx"),
                        secrets(
                                "pfx",
                                identity.pfx(),
                                "password",
                                canaries.watch("canary-wrong-phrase-3c"))));

        String path = "/services/T00/B00/" + canaries.watch("canarySlackToken77");
        ids.add(typed("slack", ".slack", "{}", secrets("webhookUrl", http + path)));
        ids.add(typed("slack-tls", ".slack", "{}", secrets("webhookUrl", https + path)));
        ids.add(
                typed(
                        "pager",
                        ".pagerduty",
                        "{'apiUrl':'" + http + "/v2/enqueue'}",
                        secrets("routingKey", canaries.watch("canaryRoutingKey0123456789abcdef"))));
        return ids;
    }

    private String webhook(String id, String config, ObjectNode secrets) throws IOException {
        return typed(id, ".webhook", config, secrets);
    }

    private String typed(String id, String type, String config, ObjectNode secrets)
            throws IOException {
        ObjectNode body = Json.object().put("name", id).put("connector_type_id", type);
        body.set("config", Json.read(config.replace('\'', '"')));
        body.set("secrets", secrets);
        assertThat(call("POST", "/api/actions/connector/" + id, Json.write(body)).status())
                .as(id)
                .isEqualTo(200);
        return id;
    }

    private void run(String id) throws IOException {
        String params =
                switch (id) {
                    case "slack", "slack-tls" -> "{\"params\":{\"message\":\"hello\"}}";
                    case "pager" -> "{\"params\":{\"eventAction\":\"trigger\",\"summary\":\"s\"}}";
                    case "get" -> "{\"params\":{}}";
                    default -> "{\"params\":{\"body\":\"{}\"}}";
                };
        assertThat(call("POST", "/api/actions/connector/" + id + "/_execute", params).status())
                .as(id)
                .isEqualTo(200);
        call("POST", "/api/patchbay/connectors/" + id + "/_dry_run", params);
        call("POST", "/api/actions/connector/" + id + "/_execute", "{\"params\":{\"no\":1}}");
    }

    /** What is not accepted is not repeated either. */
    private void refusedWrites() throws IOException {
        String post = "/api/actions/connector/refused";
        List<String> bodies =
                List.of(
                        "{\"name\":\"r\",\"connector_type_id\":\".webhook\",\"config\":{\"url\":\"http://127.0.0.1/\"},\"secrets\":{\"user\":{\"a\":\"%s\"}}}",
                        "{\"name\":\"r\",\"connector_type_id\":\".webhook\",\"config\":{\"url\":\"http://127.0.0.1/\"},\"secrets\":{\"other\":\"%s\"}}",
                        "{\"name\":\"r\",\"connector_type_id\":\".webhook\",\"config\":{\"url\":\"http://127.0.0.1/\"},\"secrets\":{\"user\":\"%s\"}}",
                        "{\"name\":\"r\",\"connector_type_id\":\".slack\",\"secrets\":{\"webhookUrl\":\"no"
                            + " url %s\"}}",
                        "{\"name\":\"r\",\"connector_type_id\":\".slack\",\"secrets\":\"%s\"}",
                        "{\"name\":\"r\",\"secrets\":{\"webhookUrl\":\"%s\"}",
                        "{\"name\":\"r\",\"connector_type_id\":\".none\",\"secrets\":{\"a\":\"%s\"}}");
        String secret = canaries.watch("canary-refused-62fa");
        for (String body : bodies) {
            assertThat(call("POST", post, body.formatted(secret)).status()).isEqualTo(400);
        }
        // The contract lets this one answer repeat what its caller sent; nothing else may.
        String url = "https://elsewhere.example/" + secret;
        String slack =
                "{\"name\":\"r\",\"connector_type_id\":\".slack\",\"secrets\":{\"webhookUrl\":\"%s\"}}";
        assertThat(api.post(post, slack.formatted(url)).text("message"))
                .isEqualTo(
                        "error validating connector type secrets: error configuring slack action:"
                                + " target url \""
                                + url
                                + "\" is not added to the Kibana config"
                                + " xpack.actions.allowedHosts");
        call("PUT", "/_security/user/x", "{\"password\":\"" + secret + "\",\"no\":1}");
        api.as(Api.basic("elastic", secret)).get("/api/actions/connectors");
        api.as("ApiKey " + secret).get("/api/actions/connectors");
    }

    private void readEverything() throws Exception {
        Clock.system().sleep(Duration.ofMillis(500));
        for (String path :
                List.of(
                        "/api/actions/connectors",
                        "/internal/actions/connectors",
                        "/internal/stack_connectors/basic/secret_headers",
                        "/api/actions/connector/basic",
                        "/api/patchbay/events?limit=10000",
                        "/api/patchbay/connectors/health",
                        "/api/patchbay/openapi.json",
                        "/api/status",
                        "/metrics")) {
            assertThat(call("GET", path, "").status()).as(path).isEqualTo(200);
        }
        seen.put(
                "events.ndjson",
                call("GET", "/api/patchbay/events?limit=10000&format=ndjson", "").body());
    }

    private Api.Reply call(String method, String path, String body) throws IOException {
        Api.Reply reply = api.call(method, path, body);
        String name = seen.size() + " " + method + " " + path + " -> " + reply.status();
        seen.put(name, reply.headers().map() + "\n" + reply.body());
        return reply;
    }

    /** All files that the server wrote; those of the database byte by byte. */
    private void readFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = file.getFileName().toString();
                if (!name.equals("kibana.yml") && !name.equals(TestIdentity.FILE)) {
                    seen.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private static ObjectNode secrets(String... pairs) {
        ObjectNode secrets = Json.object();
        for (int i = 0; i < pairs.length; i += 2) {
            secrets.put(pairs[i], pairs[i + 1]);
        }
        return secrets;
    }
}
