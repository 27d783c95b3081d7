package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Contract actions-api, section 6.7: "aborted when the client disconnects". */
class ClientLeavesTest {

    @Test
    void theCallIsAbortedWithinASecondAndItsEffectIsUnknown() {
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                EchoTarget target = EchoTarget.silent();
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("http", "test.http", "{\"url\":\"" + target.url() + "\"}", "{}");
            Thread client = Thread.ofVirtual().unstarted(() -> server.execute("http", "{}"));
            client.setUncaughtExceptionHandler((_, _) -> {});
            client.start();
            Waiting.until(() -> target.received.size() == 1);
            // The client of the JDK closes its connection when it is interrupted.
            client.interrupt();
            // Left alone the call would last a minute; the second is kept by a machine at ease.
            Waiting.until(() -> target.abandoned.get() == 1, Duration.ofSeconds(30));
            Waiting.until(() -> !server.records("http").isEmpty());
            ExecutionRecord record = server.records("http").getFirst();
            assertThat(record.success()).isFalse();
            assertThat(record.effect()).contains("unknown");
            assertThat(record.reason()).contains("network");
        }
    }
}
