package dev.patchbay.server;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A plain HTTP client of one server, with what Kibana's API asks of its clients. */
public final class TestClient implements AutoCloseable {

    /** Its own, so that no idle connection delays the stop of the server. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String origin;

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            return Json.read(body);
        }

        /** {@code message} of Kibana's envelope. */
        public String message() {
            return json().path("message").stringValue("");
        }
    }

    /** Of the server on this port of the loopback address. */
    public TestClient(int port) {
        origin = "http://127.0.0.1:" + port;
    }

    /** The header value of Basic authentication. */
    public static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * Calls with {@code kbn-xsrf} and, below {@code /internal}, the header that asks for it.
     *
     * @param authorization empty sends none
     * @param body empty sends none
     */
    public Reply call(
            String authorization, String method, String path, String body, String... headers) {
        return call(authorization, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with any bytes. */
    public Reply call(
            String authorization, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        List<String> own = List.of(headers);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (body.length > 0 && !own.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!path.startsWith("/_security")) {
            request.header("kbn-xsrf", "true");
        }
        if (path.contains("/internal/")) {
            request.header("x-elastic-internal-origin", "test");
        }
        if (!own.isEmpty()) {
            request.headers(headers);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
