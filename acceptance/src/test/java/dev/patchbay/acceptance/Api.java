package dev.patchbay.acceptance;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Calls of a client, as {@code elastic} unless told otherwise. */
record Api(String url, String authorization) {

    /** Longer than any answer takes; without it a lost one would be waited for without end. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(String url) {
        this(url, basic("elastic", PackagedServer.PASSWORD));
    }

    record Reply(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return Json.read(body);
        }

        String text(String member) {
            return json().path(member).stringValue("");
        }
    }

    static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Api as(String otherAuthorization) {
        return new Api(url, otherAuthorization);
    }

    Reply get(String path) throws IOException {
        return call("GET", path, "");
    }

    Reply post(String path, String body) throws IOException {
        return call("POST", path, body);
    }

    Reply put(String path, String body) throws IOException {
        return call("PUT", path, body);
    }

    Reply delete(String path) throws IOException {
        return call("DELETE", path, "");
    }

    Reply call(String method, String path, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("kbn-xsrf", "true")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (path.contains("/internal/")) {
            request.header("x-elastic-internal-origin", "Kibana");
        }
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
