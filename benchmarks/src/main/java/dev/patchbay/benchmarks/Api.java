package dev.patchbay.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/**
 * The server's routes that a run needs to prepare and to check itself, as the built-in superuser.
 * Thread-safe: a call takes a connection of its own.
 */
record Api(int port) {

    static final String USER = "elastic";
    static final String PASSWORD = "benchmark-password";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEADERS =
            "kbn-xsrf: true\r\nx-elastic-internal-origin: Kibana\r\nAuthorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8))
                    + "\r\n";

    /** Makes an API key that may do everything with connectors, everywhere, and nothing else. */
    String apiKeyHeaders() throws IOException {
        String body =
                """
                {"name":"benchmark","role_descriptors":{"connectors":{"cluster":[],"indices":[],\
                "applications":[{"application":"kibana-.kibana",\
                "privileges":["feature_actions.all"],"resources":["*"]}]}}}\
                """;
        String key = json("POST", "/_security/api_key", body).path("encoded").asString();
        return "kbn-xsrf: true\r\nAuthorization: ApiKey " + key + "\r\n";
    }

    void createSpace(String id) throws IOException {
        json("POST", "/api/spaces/space", "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}");
    }

    /** Attempts that the event log holds. */
    EventCounts events() throws IOException {
        long succeeded = 0;
        long other = 0;
        for (JsonNode health :
                json("GET", "/api/patchbay/connectors/health?since=1d&all_spaces=true", "")) {
            succeeded += health.path("successes").asLong();
            other += health.path("failures").asLong();
        }
        return new EventCounts(succeeded, other);
    }

    /** Waits until the event log holds that many attempts, or ten seconds; what it holds then. */
    EventCounts awaitEvents(long expected) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        EventCounts counts = events();
        while (counts.all() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            counts = events();
        }
        return counts;
    }

    /** The sum of a metric over its labels; zero when it is not there yet. */
    double metric(String name) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            HttpReply reply =
                    connection.send(HttpConnection.request("GET", "/metrics", HEADERS, ""));
            if (reply.status() != 200) {
                throw new IOException("GET /metrics answered " + reply.status());
            }
            return reply.text()
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(
                            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    private JsonNode json(String method, String path, String body) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            HttpReply reply = connection.send(HttpConnection.request(method, path, HEADERS, body));
            if (reply.status() != 200) {
                throw new IOException(
                        method + " " + path + " answered " + reply.status() + ": " + reply.text());
            }
            return JSON.readTree(reply.body());
        }
    }

    /** Attempts by outcome. */
    record EventCounts(long succeeded, long other) {

        long all() {
            return succeeded + other;
        }
    }
}
