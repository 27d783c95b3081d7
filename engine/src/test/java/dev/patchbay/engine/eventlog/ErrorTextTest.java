package dev.patchbay.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** Contract actions-api, section 11.1, "failure". */
class ErrorTextTest {

    private static final Failed PLAIN = Failed.of(Reason.SERVER_ERROR, "error calling webhook");

    @Test
    void messageThenServiceMessageThenRetryNote() {
        assertThat(ErrorText.of(PLAIN)).isEqualTo("error calling webhook");
        Failed detailed = PLAIN.withServiceMessage("[503] Service Unavailable");
        assertThat(ErrorText.of(detailed))
                .isEqualTo("error calling webhook: [503] Service Unavailable");
        assertThat(ErrorText.of(detailed.withWireRetry(WireRetry.YES)))
                .isEqualTo("error calling webhook: [503] Service Unavailable; retry: true");
        assertThat(ErrorText.of(detailed.withWireRetry(WireRetry.NO)))
                .isEqualTo("error calling webhook: [503] Service Unavailable");
        Instant time = Instant.parse("2025-01-01T10:00:00Z");
        assertThat(ErrorText.of(PLAIN.withWireRetry(new WireRetry.At(time))))
                .isEqualTo("error calling webhook; retry at 2025-01-01T10:00:00.000Z");
    }

    @Test
    void aLongTextIsCutBeforeItsNote() {
        String text =
                ErrorText.of(
                        PLAIN.withServiceMessage("😀".repeat(5_000)).withWireRetry(WireRetry.YES));
        assertThat(text.length()).isBetween(998, ExecutionRecord.LONGEST_TEXT);
        assertThat(text).endsWith("😀…; retry: true");
    }
}
