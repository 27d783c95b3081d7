package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

class ReceiverTest {

    private final List<String> printed = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start(0, got -> printed.add(got.describe()));
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        client.close();
    }

    @Test
    void slackTakesATextAndRefusesAnEmptyOne() throws Exception {
        assertThat(post("/services/T0/B0/X", "{\"text\":\"hello\"}").body()).isEqualTo("ok");
        assertThat(post("/services/T0/B0/X", "{\"text\":\"\"}").body()).isEqualTo("no_text");
        assertThat(post("/services/T0/B0/X", "hello").body()).isEqualTo("invalid_payload");
        assertThat(post("/services/T0/B0", "{\"text\":\"hello\"}").statusCode()).isEqualTo(404);
        assertThat(printed.getFirst())
                .startsWith("POST /services/T0/B0/X")
                .contains("{\"text\":\"hello\"}");
    }

    @Test
    void pagerDutyKeepsOneIncidentPerDedupKey() throws Exception {
        String payload = "\"payload\":{\"summary\":\"s\",\"source\":\"x\",\"severity\":\"info\"}";
        String trigger =
                "{\"routing_key\":\"k\",\"event_action\":\"trigger\",\"dedup_key\":\"a\","
                        + payload
                        + "}";
        assertThat(post("/v2/enqueue", trigger).statusCode()).isEqualTo(202);
        assertThat(receiver.pagerDutyIncidents()).containsEntry("a", "trigger");
        String resolve = "{\"routing_key\":\"k\",\"event_action\":\"resolve\",\"dedup_key\":\"a\"}";
        assertThat(post("/v2/enqueue", resolve).statusCode()).isEqualTo(202);
        assertThat(receiver.pagerDutyIncidents())
                .containsOnlyKeys("a")
                .containsEntry("a", "resolve");
    }

    @Test
    void pagerDutyRefusesWhatItsDocumentationRefuses() throws Exception {
        assertThat(post("/v2/enqueue", "{\"event_action\":\"trigger\"}").body())
                .contains("'routing_key' is missing");
        assertThat(post("/v2/enqueue", "{\"routing_key\":\"k\",\"event_action\":\"close\"}").body())
                .contains("'event_action' is invalid");
        assertThat(
                        post(
                                        "/v2/enqueue",
                                        "{\"routing_key\":\"k\",\"event_action\":\"trigger\",\"payload\":{}}")
                                .body())
                .contains("'payload.summary' is missing");
        assertThat(
                        post("/v2/enqueue", "{\"routing_key\":\"k\",\"event_action\":\"resolve\"}")
                                .statusCode())
                .isEqualTo(400);
        assertThat(receiver.pagerDutyIncidents()).isEmpty();
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(receiver.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
