package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clients that keep their connections cost little, so thousands fit into the heap of 256 MiB. */
final class KeptConnectionsIT {

    private static final int CLIENTS = 4_000;

    @TempDir private Path folder;

    @Test
    void thousandsOfClientsKeepTheirConnections() throws Exception {
        List<KeptConnection> clients = new ArrayList<>();
        try (PackagedServer server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder).start()) {
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new KeptConnection(server.port()));
                    // What a connection remembers for the next request, it has from the second on.
                    asks(clients.getLast(), i);
                    asks(clients.getLast(), i);
                    asks(clients.getLast(), i);
                }
                for (int i = 0; i < CLIENTS; i += 100) {
                    asks(clients.get(i), i);
                }
            } finally {
                for (KeptConnection client : clients) {
                    client.close();
                }
            }
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .doesNotContain("OutOfMemoryError");
    }

    private static void asks(KeptConnection client, int number) throws IOException {
        String request =
                "GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: client/"
                        + number
                        + "\r\nAccept: application/json\r\n\r\n";
        var answer =
                client.exchange(
                        new FuzzedRequest(
                                request.getBytes(StandardCharsets.US_ASCII),
                                "GET /api/status",
                                true,
                                false));
        assertThat(answer.map(KeptConnection.Answer::status)).as("client %d", number).contains(200);
    }
}
