package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendors of the walk-through take what the types send. */
class DemoVendorsTest {

    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start(0, _ -> {});
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
    }

    @Test
    void slackTakesAMessage() {
        String secrets = "{'webhookUrl':'" + receiver.url() + "/services/T000/B000/XXXX'}";
        assertThat(run(".slack", "{}", secrets, "{'message':'hello'}"))
                .isEqualTo(Outcome.ok(Json.object().put("text", "ok")));
        assertThat(receiver.received().getFirst().body()).isEqualTo("{\"text\":\"hello\"}");
    }

    @Test
    void slackRefusesAnUnknownAddress() {
        String secrets = "{'webhookUrl':'" + receiver.url() + "/services/T000'}";
        assertThat(((Failed) run(".slack", "{}", secrets, "{'message':'hello'}")).message())
                .isEqualTo("unexpected http response from slack: 404 Not Found");
    }

    @Test
    void pagerDutyOpensAndResolvesOneIncident() {
        String config = "{'apiUrl':'" + receiver.url() + "/v2/enqueue'}";
        String secrets = "{'routingKey':'key'}";
        Outcome opened =
                run(".pagerduty", config, secrets, "{'dedupKey':'a','summary':'CPU high'}");
        assertThat(opened)
                .isEqualTo(
                        Outcome.ok(
                                Json.object()
                                        .put("status", "success")
                                        .put("message", "Event processed")
                                        .put("dedup_key", "a")));
        assertThat(receiver.pagerDutyIncidents()).containsEntry("a", "trigger");
        run(".pagerduty", config, secrets, "{'eventAction':'resolve','dedupKey':'a'}");
        assertThat(receiver.pagerDutyIncidents())
                .containsOnlyKeys("a")
                .containsEntry("a", "resolve");
    }

    @Test
    void anyWebhookIsThanked() {
        String config = "{'url':'" + receiver.url() + "/hook/x','method':'put','hasAuth':false}";
        assertThat(run(".webhook", config, "{}", "{'body':'hi'}")).isInstanceOf(Outcome.Ok.class);
        assertThat(receiver.received().getFirst().method()).isEqualTo("PUT");
    }

    private static Outcome run(String type, String config, String secrets, String params) {
        try (Runs runs = new Runs(type)) {
            return runs.run(config, secrets, params).outcome();
        }
    }
}
