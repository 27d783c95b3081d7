package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client that goes on sending a body that was already refused still reads its answer. */
final class UnreadBodyTest extends OneServerTest {

    private static final int LARGE = 3_000_000;

    @ParameterizedTest
    @CsvSource({"/api/free,,401", "/api/free,x,413", "/api/nowhere,x,404"})
    void clientThatSendsOnAfterTheAnswerWasMadeReadsIt(String path, String known, int status)
            throws Exception {
        String user = known == null ? "" : TestServer.AUTH + "\n";
        int before = server.answered();
        try (RawClient client = new RawClient(server.port())) {
            client.send(
                    "POST "
                            + path
                            + " HTTP/1.1\nHost: patchbay.test\n"
                            + user
                            + "Content-Type: application/json\nContent-Length: "
                            + LARGE
                            + "\n\n");
            server.awaitMoreThan(before);
            for (int sent = 0; sent < LARGE; sent += 60_000) {
                client.sendBytes(new byte[60_000]);
            }
            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @Test
    void connectionOfARefusedBodyIsUsedAgainWhereTheAnswerAllowsIt() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 3; i++) {
                client.send(
                        "POST /api/free HTTP/1.1\nHost: patchbay.test\nContent-Length: "
                                + LARGE
                                + "\n\n");
                client.sendBytes(new byte[LARGE]);
                assertThat(client.read().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void libraryClientThatSendsTooMuchIsToldSo() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 50; i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:" + server.port() + "/api/free"))
                                .header("Authorization", TestServer.AUTH.substring(15))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(new byte[LARGE]))
                                .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void connectionOfAClientThatNeverSendsTheRestEnds() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /api/free HTTP/1.1\nHost: patchbay.test\nContent-Length: 9\n\n");
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void bodiesThatTheDoorLeftUnreadAreInNobodysWay() throws Exception {
        String head = "POST /api/guarded HTTP/1.1\nHost: patchbay.test\n" + TestServer.AUTH;
        String turnedAway = head + "\nkbn-xsrf: x\nContent-Length: 2\n\n[]";
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 20; i++) {
                client.send(turnedAway + turnedAway.replace("\n", "\r\n"));
                assertThat(client.read().status()).isEqualTo(429);
                assertThat(client.read().status()).isEqualTo(429);
            }
            client.send(head + "\nkbn-xsrf: x\nInvitation: y\nContent-Length: 2\n\n{}");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }
}
