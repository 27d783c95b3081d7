package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two processes on one PostgreSQL: what one changes counts on the other. */
@TestInstance(Lifecycle.PER_CLASS)
final class TwoNodesIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int KEYS = CAMPAIGN ? 50 : 5;
    private static final Clock CLOCK = Clock.system();

    private Receiver receiver;
    private PackagedServer first;
    private PackagedServer second;
    private Api a;
    private Api b;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        receiver = Receiver.start(0, _ -> {});
        first = PackagedServer.of(PackagedServer.Kind.POSTGRES, folder.resolve("a")).start();
        second = first.node(folder.resolve("b")).start();
        a = first.api();
        b = second.api();
    }

    @AfterAll
    void stop() throws Exception {
        second.close();
        first.close();
        receiver.close();
    }

    @Test
    void revokedKeyIsRefusedOnTheOtherNodeWithinASecond() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            JsonNode key = a.post("/_security/api_key", "{\"name\":\"k" + i + "\"}").json();
            Api holder = b.as("ApiKey " + key.path("encoded").stringValue(""));
            assertThat(holder.get("/api/actions/connectors").status()).isEqualTo(200);
            // Spreads the revocations over the interval between two readings.
            CLOCK.sleep(Duration.ofMillis(i * 137L % 500));

            String ids = "{\"ids\":[\"" + key.path("id").stringValue("") + "\"]}";
            assertThat(a.call("DELETE", "/_security/api_key", ids).status()).isEqualTo(200);
            millis.add(millisUntilRefused(holder));
        }
        millis.sort(null);
        System.out.println("revoked key: worst of " + KEYS + ": " + millis.getLast() + " ms");
        // A second is the promise, which a machine that stalls cannot keep; a cache lasts a minute.
        assertThat(millis.get(KEYS / 2)).isLessThanOrEqualTo(CAMPAIGN ? 1_000 : 5_000);
        assertThat(millis.getLast()).isLessThanOrEqualTo(CAMPAIGN ? 1_000 : 30_000);
    }

    private static long millisUntilRefused(Api holder) throws Exception {
        long begun = CLOCK.nanoTime();
        long sent = begun;
        while (holder.get("/api/actions/connectors").status() != 401) {
            assertThat(Duration.ofNanos(sent - begun)).isLessThan(Duration.ofSeconds(60));
            CLOCK.sleep(Duration.ofMillis(2));
            sent = CLOCK.nanoTime();
        }
        return Duration.ofNanos(sent - begun).toMillis();
    }

    @Test
    void changedConnectorRunsAsChangedOnTheOtherNodeAtOnce() throws Exception {
        a.post("/api/actions/connector/shared", webhook("v0"));
        for (int i = 1; i <= 20; i++) {
            assertThat(b.post("/api/actions/connector/shared/_execute", "{\"params\":{}}").status())
                    .isEqualTo(200);
            String update = webhook("v" + i).replace("\"connector_type_id\":\".webhook\",", "");
            assertThat(a.put("/api/actions/connector/shared", update).status()).isEqualTo(200);
            assertThat(
                            b.post("/api/actions/connector/shared/_execute", "{\"params\":{}}")
                                    .text("status"))
                    .isEqualTo("ok");
            assertThat(receiver.received().getLast().path()).isEqualTo("/hook/v" + i);
        }
        assertThat(a.delete("/api/actions/connector/shared").status()).isEqualTo(204);
        assertThat(b.post("/api/actions/connector/shared/_execute", "{\"params\":{}}").status())
                .isEqualTo(404);
    }

    private String webhook(String path) {
        return """
        {"name":"Hook","connector_type_id":".webhook",
         "config":{"url":"%s/hook/%s","hasAuth":true},
         "secrets":{"user":"u","password":"p"}}
        """
                .formatted(receiver.url(), path);
    }
}
