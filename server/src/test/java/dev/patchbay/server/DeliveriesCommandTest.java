package dev.patchbay.server;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code deliveries list|show|replay|cancel} against the whole product. */
class DeliveriesCommandTest {

    private static final String KEPT = ",\"not_before\":\"2099-01-01T00:00:00Z\"";

    private static WebTarget target;
    private static WholeServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start(@TempDir Path folder) {
        target = new WebTarget();
        server = new WholeServer(folder);
        for (String id : List.of("hook", "other")) {
            server.connector(
                    id,
                    ".webhook",
                    "{\"url\":\"" + target.url("/" + id) + "\",\"hasAuth\":false}",
                    "{}");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("deliveries"));
        all.addAll(List.of(arguments));
        all.addAll(
                List.of(
                        "--url=http://127.0.0.1:" + server.port() + "/",
                        "--user=elastic",
                        "--password=correct-horse-whole"));
        return Main.run(
                all.toArray(String[]::new),
                line -> line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
    }

    private static String dead(String connector) {
        target.status = 404;
        String id = server.deliver(connector, "{\"body\":\"x\"}", "");
        server.await(id, "dead");
        target.status = 200;
        return id;
    }

    @Test
    void listIsATableOrTheJsonOfTheApi() {
        String id = dead("hook");
        assertThat(run("list", "--state=dead", "--connector=hook")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.getFirst()).matches("ID +STATE +CONNECTOR +LANE +ATTEMPTS +ACCEPTED +WHY");
        assertThat(lines)
                .anyMatch(line ->
                        line.matches(
                                id + " +dead +hook +1 +\\S+Z +notFound: error calling webhook.*"));

        out.getBuffer().setLength(0);
        assertThat(run("list", "--state=dead", "--limit=1", "--output=json")).isZero();
        JsonNode json = Json.read(out.toString());
        assertThat(json.path("deliveries")).hasSize(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void listGoesOverPages() {
        String one = "{\"connector_id\":\"other\",\"params\":{\"body\":\"x\"}" + KEPT + "},";
        for (int i = 0; i < 2; i++) {
            String many = one.repeat(600);
            must(
                    202,
                    server.root(
                            "POST",
                            "/api/patchbay/deliveries",
                            "{\"deliveries\":[" + many.substring(0, many.length() - 1) + "]}"));
        }
        assertThat(run("list", "--connector=other", "--limit=1100", "--output=json")).isZero();
        List<String> ids = Json.read(out.toString()).findValuesAsString("id");
        assertThat(ids).hasSize(1_100).doesNotHaveDuplicates();
    }

    @Test
    void showHasTheDeliveryAndItsAttempts() {
        String id = dead("hook");
        assertThat(run("show", id)).isZero();
        assertThat(out.toString())
                .containsPattern("state +dead\n")
                .containsPattern("connector_id +hook\n")
                .containsPattern("STARTED +MS +OUTCOME +REASON +EFFECT +ERROR")
                .containsPattern("failure +notFound");

        out.getBuffer().setLength(0);
        assertThat(run("show", id, "--output=json")).isZero();
        JsonNode json = Json.read(out.toString());
        assertThat(json.at("/delivery/id").stringValue()).isEqualTo(id);
        assertThat(json.path("attempts")).hasSize(1);
    }

    @Test
    void replaySendsOneAgainAlsoWithOtherParams() {
        String id = dead("hook");
        assertThat(run("replay", id, "--params={\"body\":\"changed\"}")).isZero();
        assertThat(out.toString()).startsWith(id + " is replayed as ");
        WholeServer.await(() -> target.bodies("/hook"), bodies -> bodies.contains("changed"));
        assertThat(server.delivery(id).path("state").stringValue()).isEqualTo("dead");
    }

    @Test
    void replayOfARangeTakesTheFilter() {
        String id = dead("hook");
        assertThat(run("replay", "--connector=hook", "--reason=notFound")).isZero();
        assertThat(out.toString())
                .contains(id + " is replayed as ")
                .containsPattern("\\d+ replayed");

        out.getBuffer().setLength(0);
        assertThat(run("replay", "--connector=hook", "--output=json")).isZero();
        assertThat(Json.read(out.toString()).path("replayed")).isEmpty();
    }

    @Test
    void replayOfEverythingIsAskedForInWords() {
        assertThat(run("replay")).isEqualTo(64);
        assertThat(err.toString()).contains("An ID, a filter or --all is needed.");
        assertThat(run("replay", "some-id", "--all")).isEqualTo(64);
        assertThat(run("replay", "--all", "--params={}")).isEqualTo(64);
    }

    @Test
    void cancelTakesSeveralBackAndSaysWhatCannotBe() {
        String one = server.deliver("hook", "{\"body\":\"x\"}", KEPT);
        String two = server.deliver("hook", "{\"body\":\"x\"}", KEPT);
        assertThat(run("cancel", one, "nowhere", two)).isEqualTo(1);
        assertThat(out.toString()).contains(one + " is cancelled", two + " is cancelled");
        assertThat(err.toString()).isEqualTo("patchbay: 404 Delivery [nowhere] not found\n");
    }

    @Test
    void refusalsAndSilenceAreExitCodeOne() {
        assertThat(run("show", "nowhere")).isEqualTo(1);
        assertThat(err.toString()).contains("404 Delivery [nowhere] not found");
        assertThat(run("list", "--state=lost")).isEqualTo(1);
        assertThat(err.toString()).contains("400 [request query.state]");
        int code =
                Main.run(
                        new String[] {
                            "deliveries", "list", "--url=http://127.0.0.1:1", "--password=x"
                        },
                        line -> line.setErr(new PrintWriter(err, true)));
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("ECONNREFUSED");
    }

    @Test
    void inASpaceOnlyItsDeliveriesAreSeen() {
        must(200, server.root("POST", "/api/spaces/space", "{\"id\":\"team\",\"name\":\"T\"}"));
        assertThat(run("list", "--space=team", "--output=json")).isZero();
        assertThat(Json.read(out.toString()).path("deliveries")).isEmpty();
    }

    @Test
    void aProcessTakesItsCredentialsFromTheEnvironment() throws Exception {
        String key =
                must(200, server.root("POST", "/_security/api_key", "{\"name\":\"cli\"}"))
                        .json()
                        .path("encoded")
                        .stringValue();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.patchbay.server.Main",
                        "deliveries",
                        "list",
                        "--limit=1",
                        "--output=json");
        builder.environment().put("PATCHBAY_URL", "http://127.0.0.1:" + server.port());
        builder.environment().put("PATCHBAY_API_KEY", key);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Json.read(said).has("deliveries")).isTrue();

        builder.environment().remove("PATCHBAY_API_KEY");
        builder.environment().remove("PATCHBAY_PASSWORD");
        process = builder.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(64);
        assertThat(said).contains("Who is asking? Set $PATCHBAY_PASSWORD or $PATCHBAY_API_KEY");
    }
}
