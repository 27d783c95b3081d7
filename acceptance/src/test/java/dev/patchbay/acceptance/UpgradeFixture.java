package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPOutputStream;

/** Makes the files of {@code src/test/resources/upgrade}; not a test of anything. */
@EnabledIfSystemProperty(named = "patchbay.upgrade.fixture", matches = "true")
final class UpgradeFixture {

    /** The settings that the stored data were made with, and are opened with. */
    static String[] settings(Receiver proxy) {
        return new String[] {
            "xpack.encryptedSavedObjects.encryptionKey: the-key-of-the-upgrade-fixture-32-letters",
            "xpack.actions.proxyUrl: " + proxy.url(),
            "xpack.actions.allowedHosts: ['*']",
            "patchbay.events.retention: 36500d"
        };
    }

    @TempDir private Path folder;

    @Test
    void make() throws Exception {
        ObjectNode made = Json.object();
        try (Receiver proxy = Receiver.start(0, _ -> {});
                PackagedServer server =
                        PackagedServer.of(PackagedServer.Kind.SQLITE, folder)
                                .with(settings(proxy))
                                .withProgram(EarlierBuild.program().orElseThrow())) {
            fill(server.start().api(), made);
            assertThat(server.stop()).isZero();
        }
        String name = "schema-" + EarlierBuild.SCHEMA;
        Path resources = DocBlocks.file("acceptance/src/test/resources/upgrade");
        Files.writeString(resources.resolve(name + ".json"), Json.write(made) + "\n");
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(resources.resolve(name + ".db.gz")))) {
            Files.copy(folder.resolve("data/patchbay.db"), out);
        }
    }

    private static void fill(Api api, ObjectNode made) throws Exception {
        must(200, api.post("/api/spaces/space", "{\"id\":\"ops\",\"name\":\"Operations\"}"));
        ObjectNode connectors = made.putObject("connectors");
        for (int i = 0; i < 10; i++) {
            String path = (i % 2 == 0 ? "" : "/s/ops") + "/api/actions/connector/hook-" + i;
            connectors.set(
                    path,
                    must(
                                    200,
                                    api.post(
                                            path,
                                            """
                                            {"name":"Hook %d","connector_type_id":".webhook",
                                             "config":{"url":"http://hooks.example.com/hook/%d"},
                                             "secrets":{"user":"u","password":"pw-%d"}}
                                            """
                                                    .formatted(i, i, i)))
                            .json());
            must(200, api.post(path + "/_execute", "{\"params\":{}}"));
        }
        must(
                200,
                api.post(
                        "/api/actions/connector/nowhere",
                        """
                        {"name":"Nowhere","connector_type_id":".webhook",
                         "config":{"url":"http://hooks.example.com/nowhere","hasAuth":false}}
                        """));
        must(
                204,
                api.put(
                        "/api/security/role/runners",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"read\"]},\"spaces\":[\"ops\"]}]}"));
        must(
                200,
                api.put(
                        "/_security/user/jane",
                        "{\"password\":\"password-of-jane\",\"roles\":[\"runners\"]}"));
        made.set("key", must(200, api.post("/_security/api_key", "{\"name\":\"ci\"}")).json());
        String later = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(120).toString();
        JsonNode accepted =
                must(
                                202,
                                api.post(
                                        "/api/patchbay/deliveries",
                                        """
                                        {"deliveries":[
                                          {"connector_id":"hook-0","params":{"body":"{}"}},
                                          {"connector_id":"nowhere","params":{"body":"{}"}},
                                          {"connector_id":"hook-0","params":{"body":"{\\"late\\":1}"},"not_before":"%s"}]}
                                        """
                                                .formatted(later)))
                        .json()
                        .path("deliveries");
        String[] names = {"delivered", "dead", "pending"};
        ObjectNode deliveries = made.putObject("deliveries");
        for (int i = 0; i < names.length; i++) {
            String id = accepted.path(i).path("id").stringValue("");
            deliveries.put(names[i], id);
            long deadline = System.nanoTime() + Duration.ofSeconds(100).toNanos();
            String path = "/api/patchbay/deliveries/" + id;
            while (!api.get(path).text("state").equals(names[i])) {
                assertThat(System.nanoTime()).as(api.get(path).body()).isLessThan(deadline);
                Clock.system().sleep(Duration.ofMillis(50));
            }
        }
        Clock.system().sleep(Duration.ofMillis(500));
    }

    private static Api.Reply must(int status, Api.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }
}
