package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The walk-through of the README, word for word, in a fresh folder. Only where one of its two ports
 * is taken on this machine another number stands in for it.
 */
final class ReadmeIT {

    private static final int SERVER = 5601;
    private static final int RECEIVER = 8090;

    private static final String WAIT =
            """
            for i in $(seq 300); do
              curl -s -u "$AUTH" http://localhost:%d/api/patchbay/events | grep -q on-call && break
              sleep 0.2
            done
            """;

    @Test
    void walkThroughWorksWordForWord(@TempDir Path folder) throws Exception {
        Files.createSymbolicLink(
                folder.resolve("patchbay"), PackagedServer.DIST.resolve("patchbay"));
        int server = free(SERVER);
        int receiver = free(RECEIVER);
        List<String> blocks =
                DocBlocks.all("README.md", "sh").stream()
                        .map(block ->
                                block.replace(":" + SERVER, ":" + server)
                                        .replace(":" + RECEIVER, ":" + receiver))
                        .toList();
        assertThat(blocks.getFirst()).isEqualTo("./patchbay serve\n");
        assertThat(blocks.get(1)).isEqualTo("./patchbay demo\n");
        assertThat(blocks.getLast()).isEqualTo("mvn verify\n");

        String said;
        try (Shell shell = new Shell(folder, Map.of())) {
            shell.background("serve.txt", "./patchbay serve" + option(server, SERVER, "server."));
            shell.background("demo.txt", "./patchbay demo" + option(receiver, RECEIVER, ""));
            await(server);
            await(receiver);
            // The last execution is on record soon after its answer.
            said =
                    shell.run(
                            String.join("\n", blocks.subList(2, blocks.size() - 1))
                                    .replace(
                                            "curl -s -u \"$AUTH\" http",
                                            WAIT.formatted(server) + "curl -s -u \"$AUTH\" http"));
        }

        assertThat(said)
                .contains("\"id\":\"ops-slack\"", "\"id\":\"on-call\"")
                .contains("\"referenced_by_count\":0")
                .contains("\"connector_id\":\"ops-slack\",\"status\":\"ok\"")
                .contains("\"connector_id\":\"on-call\",\"status\":\"ok\"")
                .contains("action executed: .slack:ops-slack: Ops channel")
                .doesNotContain("webhookUrl", "R0123456789", "statusCode");
        assertThat(Files.readString(folder.resolve("demo.txt")))
                .contains("POST /services/T000/B000/XXXX", "Disk *db-1* is 91 % full")
                .contains("POST /v2/enqueue", "x-routing-key: R0123456789ABCDEF0123456789ABCDE");
    }

    private static String option(int port, int usual, String prefix) {
        return port == usual ? "" : " --" + prefix + "port=" + port;
    }

    private static int free(int usual) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", usual));
            return usual;
        } catch (IOException taken) {
            return PackagedServer.freePort();
        }
    }

    static void await(int port) throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("localhost", port), 1_000);
                return;
            } catch (IOException e) {
                Clock.system().sleep(Duration.ofMillis(50));
            }
        }
        throw new IllegalStateException("nothing listens on port " + port);
    }
}
