package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The commands of the pages below {@code docs} and of {@code examples/curl}, run as they stand;
 * only addresses, the password and the vendors' hosts are those of the test.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DocsIT {

    private static final String OLD_KEY = "the-first-key-of-more-than-32-letters";
    private static final String NEW_KEY = "another-key-of-more-than-32-letters";
    private static final String KEY = "xpack.encryptedSavedObjects.encryptionKey: ";

    private Receiver receiver;
    private PackagedServer server;
    private Shell shell;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        receiver = Receiver.start(0, _ -> {});
        server = PackagedServer.of(PackagedServer.Kind.SQLITE, folder).with(KEY + OLD_KEY).start();
        shell =
                new Shell(
                        folder,
                        Map.of(
                                "AUTH",
                                "elastic:" + PackagedServer.PASSWORD,
                                "KIBANA",
                                "http://127.0.0.1:" + server.port(),
                                "SLACK_URL",
                                receiver.url() + "/services/T000/B000/XXXX",
                                "PAGERDUTY_KEY",
                                "0123456789abcdef0123456789abcdef",
                                "PAGERDUTY_URL",
                                receiver.url() + "/v2/enqueue"));
    }

    @AfterAll
    void stop() throws Exception {
        shell.close();
        server.close();
        receiver.close();
    }

    /** The pages and scripts use the same few ids. */
    @BeforeEach
    void forget() throws Exception {
        for (JsonNode connector : server.api().get("/api/actions/connectors").json()) {
            server.api().delete("/api/actions/connector/" + connector.path("id").stringValue(""));
        }
    }

    private String here(String text) {
        return text.replace("http://localhost:5601", "http://127.0.0.1:" + server.port())
                .replace("elastic:changeme", "elastic:" + PackagedServer.PASSWORD)
                .replace("Basic ...'", Api.basic("elastic", PackagedServer.PASSWORD) + "'")
                .replace("\"apiUrl\": null", "\"apiUrl\": \"" + receiver.url() + "/v2/enqueue\"")
                .replace("https://hooks.slack.com", receiver.url())
                .replace("https://hooks.example.com", receiver.url() + "/hook");
    }

    /** The last answer is the one that the page shows behind the commands. */
    @ParameterizedTest
    @ValueSource(strings = {"slack", "pagerduty", "server-log", "webhook"})
    void pageOfATypeCreatesRunsAndShowsTheAnswer(String type) throws Exception {
        List<DocBlocks.Block> blocks = DocBlocks.all("docs/connectors/" + type + ".md");
        assertThat(blocks.get(0).language()).isEqualTo("sh");
        assertThat(blocks.get(1).language()).isEqualTo("json");

        String said = shell.run(here(blocks.get(0).text()).replace("\ncurl ", "\necho\ncurl "));

        assertThat(Json.read(said.substring(said.lastIndexOf('\n') + 1)))
                .isEqualTo(Json.read(blocks.get(1).text()));
    }

    @Test
    void webhookWithOauthIsCreated() throws Exception {
        List<String> commands = DocBlocks.all("docs/connectors/webhook.md", "sh");
        assertThat(shell.run(here(commands.get(1)))).contains("\"id\":\"oauth-hook\"");
    }

    @Test
    void pageOfEvents() throws Exception {
        Api api = server.api();
        api.post("/api/spaces/space", "{\"id\":\"team-a\",\"name\":\"Team A\"}");
        String slack =
                "{\"name\":\"My"
                    + " Slack\",\"connector_type_id\":\".slack\",\"secrets\":{\"webhookUrl\":\"%s\"}}";
        api.post(
                "/api/actions/connector/my-slack",
                slack.formatted(receiver.url() + "/services/T/B/X"));
        api.post("/api/actions/connector/my-slack/_execute", "{\"params\":{\"message\":\"m\"}}");
        Eventually.get(
                () -> api.get("/api/patchbay/events?connector=my-slack").json(),
                events -> events.size() == 1);
        List<String> commands = DocBlocks.all("docs/events.md", "sh");

        String said =
                shell.run(here(String.join("\n", commands).replace("\ncurl ", "\necho\ncurl ")));

        String[] answers = said.strip().split("\n");
        assertThat(answers[0]).contains("\"action\":\"execute\"", "\"id\":\"my-slack\"");
        assertThat(said)
                .contains("\"connector_id\":\"my-slack\",\"timed_out\":false", "\"unknown\":0");
        assertThat(answers[answers.length - 2])
                .contains("\"connector_id\":\"my-slack\"", "\"successes\":1", "\"last_success\"");
        assertThat(Json.read(answers[answers.length - 1]))
                .isEqualTo(Json.read(DocBlocks.all("docs/events.md", "json").getLast()));
    }

    /** From this server to itself, as a copy and over what is there. */
    @Test
    void movingConnectors() throws Exception {
        server.api()
                .post(
                        "/api/actions/connector/moving",
                        "{\"name\":\"My"
                            + " Slack\",\"connector_type_id\":\".slack\",\"secrets\":{\"webhookUrl\":\""
                                + receiver.url()
                                + "/services/T/B/moving\"}}");
        List<String> commands = DocBlocks.all("docs/moving-connectors.md", "sh");
        // To itself, so over what is there.
        String sealed = commands.get(1).replace("_import\"", "_import?overwrite=true\"");
        String said = shell.run(here(moving(commands.getFirst()) + sealed));
        assertThat(Json.read(said).path("success").booleanValue()).isTrue();
        assertThat(said).contains("\"id\":\"moving\"");
        assertThat(
                        server.api()
                                .post(
                                        "/api/actions/connector/moving/_execute",
                                        "{\"params\":{\"message\":\"moved\"}}")
                                .body())
                .contains("\"status\":\"ok\"");

        String one = "{\"objects\": [{\"type\": \"action\", \"id\": \"moving\"}]}";
        String plain =
                shell.run(
                        here(
                                moving(commands.getFirst())
                                        + commands.get(2).replace("{\"type\": \"action\"}", one)));
        assertThat(Json.read(plain).path("success").booleanValue()).isTrue();
        assertThat(server.api().get("/api/actions/connector/moving").body())
                .contains("\"is_missing_secrets\":true");
        server.api().delete("/api/actions/connector/moving");
    }

    private static String moving(String setup) {
        return setup.replace("localhost:5602", "localhost:5601");
    }

    /** A delivery and its command line; the settings of the page start a server. */
    @Test
    void pageOfDeliveries(@TempDir Path folder) throws Exception {
        myPager();
        List<DocBlocks.Block> blocks = DocBlocks.all("docs/deliveries.md");
        String[] said =
                shell.run(here(blocks.getFirst().text()).replace("\ncurl ", "\necho\ncurl "))
                        .strip()
                        .split("\n");
        JsonNode accepted = Json.read(said[said.length - 2]).path("deliveries");
        JsonNode shown = Json.read(blocks.get(1).text()).path("deliveries");
        assertThat(accepted.get(0).propertyNames()).isEqualTo(shown.get(0).propertyNames());
        assertThat(said[said.length - 1]).contains(accepted.at("/0/id").stringValue());
        for (int i = 0; i < 1_200 && !receiver.pagerDutyIncidents().containsKey("db-1"); i++) {
            Clock.system().sleep(Duration.ofMillis(50));
        }
        assertThat(receiver.pagerDutyIncidents()).containsKey("db-1");

        Files.createSymbolicLink(
                folder.resolve("patchbay"), PackagedServer.DIST.resolve("patchbay"));
        List<String> commands = DocBlocks.all("docs/deliveries.md", "sh");
        try (Shell own =
                new Shell(
                        folder,
                        Map.of(
                                "PATCHBAY_URL",
                                "http://127.0.0.1:" + server.port(),
                                "PATCHBAY_PASSWORD",
                                PackagedServer.PASSWORD))) {
            assertThat(own.run(commands.get(1)))
                    .containsPattern("ID +STATE +CONNECTOR")
                    .endsWith("0 replayed\n");
            assertThat(own.run("./patchbay deliveries list --connector my-pager --output json"))
                    .contains("\"state\":\"delivered\"");
        }

        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        try (PackagedServer other =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("other"))
                        .with(KEY + OLD_KEY)
                        .with(
                                DocBlocks.all("docs/deliveries.md", "yaml").stream()
                                        .map(text -> text.replace("${HOOK_SECRET}", secret))
                                        .toArray(String[]::new))) {
            other.start();
            assertThat(other.log()).doesNotContain("no effect", secret);
        }
    }

    private void myPager() throws Exception {
        server.api()
                .post(
                        "/api/actions/connector/my-pager",
                        "{\"name\":\"Pager\",\"connector_type_id\":\".pagerduty\",\"config\":{\"apiUrl\":\""
                                + receiver.url()
                                + "/v2/enqueue\"},\"secrets\":{\"routingKey\":\"0123456789abcdef0123456789abcdef\"}}");
    }

    /** The preview of the page answers what the page shows. */
    @Test
    void pageOfTemplates() throws Exception {
        myPager();
        List<String> blocks = DocBlocks.all("docs/templates.md", "json");
        ObjectNode answer =
                (ObjectNode)
                        server.api()
                                .post("/api/patchbay/templates/_preview", blocks.getFirst())
                                .json();
        ObjectNode shown = (ObjectNode) Json.read(blocks.get(1));
        assertThat(answer.at("/requests/0/body").stringValue()).contains("db-1 is down");
        answer.remove("requests");
        shown.remove("requests");
        assertThat(answer).isEqualTo(shown);
    }

    @Test
    void gettingStarted() throws Exception {
        List<String> commands = DocBlocks.all("docs/getting-started.md", "sh");
        String apiKey = shell.run(here(commands.get(2)));
        assertThat(Json.read(apiKey).path("name").stringValue("")).isEqualTo("alerting scripts");
        Api runner = server.api().as("ApiKey " + Json.read(apiKey).path("encoded").stringValue(""));
        assertThat(runner.get("/api/actions/connectors").status()).isEqualTo(200);
        assertThat(runner.delete("/api/actions/connector/ops-slack").status()).isEqualTo(403);

        shell.run(DocBlocks.file("examples/curl/create.sh").toString());
        assertThat(shell.run(here(commands.get(3))))
                .contains("\"status\":\"ok\"", "\"method\":\"POST\"")
                .doesNotContain("B000");
    }

    /** Sections 1 and 2: the file of the page, its own start, a password that was lost. */
    @Test
    void gettingStartedWithTheFileOfThePage(@TempDir Path folder) throws Exception {
        int port = PackagedServer.freePort();
        Path file = folder.resolve("kibana.yml");
        String yaml =
                DocBlocks.all("docs/getting-started.md", "yaml")
                        .getFirst()
                        .replace("0.0.0.0", "127.0.0.1")
                        .replaceAll("server\\.ssl: .*", "server.port: " + port)
                        .replace("/var/lib/patchbay", folder.resolve("data").toString());
        Files.writeString(file, yaml);
        Files.createSymbolicLink(
                folder.resolve("patchbay"), PackagedServer.DIST.resolve("patchbay"));
        List<String> commands = DocBlocks.all("docs/getting-started.md", "sh");
        String[] start =
                commands.get(0).replace("/etc/patchbay/kibana.yml", "kibana.yml").split("\n");
        try (Shell own = new Shell(folder, Map.of())) {
            String key = own.run(start[0] + "\necho $ENCRYPTION_KEY").strip();
            assertThat(key).matches("[0-9a-f]{64}");
            own.background("serve.txt", "env ENCRYPTION_KEY=" + key + " " + start[1]);
            ReadmeIT.await(port);
            String said =
                    own.run(
                            "export ENCRYPTION_KEY="
                                    + key
                                    + "\n"
                                    + commands.get(1)
                                            .replace("/etc/patchbay/kibana.yml", "kibana.yml"));
            assertThat(said).startsWith("New password: ");
            String password = said.replace("New password: ", "").strip();
            Api api = new Api("http://127.0.0.1:" + port, Api.basic("elastic", password));
            assertThat(api.get("/api/actions/connectors").status()).isEqualTo(200);
        }
    }

    @Test
    void scriptsOfTheExamples() throws Exception {
        String curl = DocBlocks.file("examples/curl").toString();
        assertThat(shell.run(curl + "/create.sh"))
                .contains("\"id\":\"ops-slack\"", "\"id\":\"on-call\"");
        int before = receiver.received().size();
        assertThat(shell.run(curl + "/dry-run.sh on-call '{\"eventAction\": \"trigger\"}'"))
                .contains("\"event_action\\\":\\\"trigger");
        assertThat(receiver.received()).hasSize(before);
        assertThat(shell.run(curl + "/run.sh ops-slack '{\"message\": \"hello\"}'"))
                .contains("\"data\":{\"text\":\"ok\"}");
        assertThat(shell.run(curl + "/run.sh ops-slack '{\"message\": \"\"}' || echo refused $?"))
                .contains("error validating action params", "refused 1");

        server.stop();
        server.withOnly(
                        KEY + NEW_KEY,
                        "xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys: ["
                                + OLD_KEY
                                + "]")
                .start();
        assertThat(shell.run(curl + "/rotate-key.sh")).contains("\"failed\":0");
        String rotate = DocBlocks.all("docs/getting-started.md", "sh").getLast();
        assertThat(shell.run(here(rotate))).contains("\"successful\":0,\"failed\":0}");
        assertThat(shell.run(curl + "/run.sh ops-slack '{\"message\": \"hello\"}'"))
                .contains("\"status\":\"ok\"");
    }
}
