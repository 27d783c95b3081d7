package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The commands of {@code docs/operate.md}, as they stand there. */
final class OperateDocsIT {

    private static final String PAGE = "docs/operate.md";

    @TempDir private Path folder;

    private static String block(int index) throws Exception {
        return DocBlocks.all(PAGE, "sh").get(index);
    }

    private void settings(Path data, int port) throws Exception {
        Files.write(
                folder.resolve("kibana.yml"),
                List.of(
                        "server.host: 127.0.0.1",
                        "server.port: " + port,
                        "patchbay.data.path: " + data));
    }

    @Test
    void backupAndRestore() throws Exception {
        Files.createSymbolicLink(
                folder.resolve("patchbay"), PackagedServer.DIST.resolve("patchbay"));
        int port = PackagedServer.freePort();
        settings(folder.resolve("data"), port);
        Api api = new Api("http://127.0.0.1:" + port);
        String password = "ELASTIC_PASSWORD=" + PackagedServer.PASSWORD;
        try (Shell shell = new Shell(folder, Map.of())) {
            String serve = block(1).lines().toList().getLast();
            Process first = shell.background("first.txt", "env " + password + " " + serve);
            ReadmeIT.await(port);
            api.post(
                    "/api/actions/connector/kept",
                    "{\"connector_type_id\":\".server-log\",\"name\":\"Kept\"}");
            assertThat(shell.run(block(0)))
                    .contains("to backup/monday", "It holds the encryption key (id ");
            first.destroy();
            first.waitFor();
        }
        settings(folder.resolve("other"), port);
        try (Shell shell = new Shell(folder, Map.of())) {
            List<String> commands = block(1).lines().toList();
            assertThat(shell.run(commands.getFirst())).contains("Start the server.");
            shell.background("second.txt", commands.getLast());
            ReadmeIT.await(port);
            assertThat(api.get("/api/actions/connector/kept").text("name")).isEqualTo("Kept");
        }
    }

    @Test
    void doctor() throws Exception {
        Files.createSymbolicLink(
                folder.resolve("patchbay"), PackagedServer.DIST.resolve("patchbay"));
        settings(folder.resolve("data"), PackagedServer.freePort());
        List<String> commands =
                DocBlocks.all(PAGE, "sh").stream().filter(text -> text.contains("doctor")).toList();
        assertThat(commands).hasSize(2);
        try (Shell shell = new Shell(folder, Map.of())) {
            assertThat(shell.run(commands.get(0)))
                    .contains("ok       settings  accepted; 0 preconfigured connectors");
            String said = shell.run(commands.get(1));
            String json = said.substring(said.indexOf('{'));
            JsonNode shown = Json.read(DocBlocks.all(PAGE, "json").getFirst());
            assertThat(Json.read(json).propertyNames()).isEqualTo(shown.propertyNames());
            assertThat(Json.read(json).path("status").stringValue("")).isEqualTo("ok");
        }
    }
}
