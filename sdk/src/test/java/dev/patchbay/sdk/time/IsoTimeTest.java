package dev.patchbay.sdk.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.WireRetry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class IsoTimeTest {

    /** {@code new Date(millis).toISOString()}. */
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1767225600000, 2026-01-01T00:00:00.000Z",
        "1767225600007, 2026-01-01T00:00:00.007Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "253402300800000, +010000-01-01T00:00:00.000Z",
        "-62167219200000, 0000-01-01T00:00:00.000Z",
        "-62167219200001, -000001-12-31T23:59:59.999Z",
        "8640000000000000, +275760-09-13T00:00:00.000Z",
        "-8640000000000000, -271821-04-20T00:00:00.000Z"
    })
    void printsAsJavaScript(long millis, String text) {
        assertThat(IsoTime.text(Instant.ofEpochMilli(millis))).isEqualTo(text);
    }

    @Test
    void whatIsBelowAMillisecondIsCutOff() {
        assertThat(IsoTime.text(Instant.parse("2025-01-01T10:00:00.999999Z")))
                .isEqualTo("2025-01-01T10:00:00.999Z");
    }

    @Test
    void aRetryTimeIsSpelledThatWay() {
        assertThat(new WireRetry.At(Instant.parse("2025-01-01T10:00:00Z")).text())
                .isEqualTo("2025-01-01T10:00:00.000Z");
    }
}
