package dev.patchbay.connectors.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.patchbay.sdk.time.IsoTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneId;
import java.util.Random;

class JsDateTest {

    /** Half an hour off, so that a local time is seen. */
    private static final ZoneId LOCAL = ZoneId.of("+05:30");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // ECMA-262, section 21.4.1.32: a date alone is UTC, a time without a zone is local.
                "2026 | 2026-01-01T00:00:00.000Z",
                "2026-02 | 2026-02-01T00:00:00.000Z",
                "2026-02-03 | 2026-02-03T00:00:00.000Z",
                "2026-02-03T04:05 | 2026-02-02T22:35:00.000Z",
                "2026-02-03T04:05Z | 2026-02-03T04:05:00.000Z",
                "2026-02-03T04:05:06Z | 2026-02-03T04:05:06.000Z",
                "2026-02-03T04:05:06.7Z | 2026-02-03T04:05:06.700Z",
                "2026-02-03T04:05:06.789123Z | 2026-02-03T04:05:06.789Z",
                "2026-02-03T04:05:06+02:00 | 2026-02-03T02:05:06.000Z",
                "2026-02-03T04:05:06-0230 | 2026-02-03T06:35:06.000Z",
                "2026-02-03t04:05z | 2026-02-03T04:05:00.000Z",
                "2026-02-03T24:00Z | 2026-02-04T00:00:00.000Z",
                "2026-02-31 | 2026-03-03T00:00:00.000Z",
                "+002026-02-03T00:00Z | 2026-02-03T00:00:00.000Z",
                "-000001-01-01T00:00Z | -000001-01-01T00:00:00.000Z",
                "+010000-01-01T00:00Z | +010000-01-01T00:00:00.000Z",
                // RFC 2822 and its relatives.
                "Tue, 03 Feb 2026 04:05:06 GMT | 2026-02-03T04:05:06.000Z",
                "Tue, 03 Feb 2026 04:05:06 +0100 | 2026-02-03T03:05:06.000Z",
                "3 Feb 2026 04:05:06 EST | 2026-02-03T09:05:06.000Z",
                "3 Feb 2026 04:05:06 PDT | 2026-02-03T11:05:06.000Z",
                "Tue Feb 03 2026 04:05:06 GMT+0100 (CET) | 2026-02-03T03:05:06.000Z",
                "Tue Feb 3 2026 | 2026-02-02T18:30:00.000Z",
                "February 3, 2026 4:05 PM UTC | 2026-02-03T16:05:00.000Z",
                "Feb 3, 2026 12:05 am UTC | 2026-02-03T00:05:00.000Z",
                "Feb 3, 2026 12:05 pm UTC | 2026-02-03T12:05:00.000Z",
                "2/3/2026 UTC | 2026-02-03T00:00:00.000Z",
                "2/3/26 UTC | 2026-02-03T00:00:00.000Z",
                "2/3/69 UTC | 1969-02-03T00:00:00.000Z",
                "2026/02/03 04:05 UTC | 2026-02-03T04:05:00.000Z",
                "2026-02-03 04:05:06.789Z | 2026-02-03T04:05:06.789Z",
                "2026-02-03 04:05:06 +01:00 | 2026-02-03T03:05:06.000Z",
                "2026-02-03 04:05:06 | 2026-02-02T22:35:06.000Z",
                "3-Feb-2026 UTC | 2026-02-03T00:00:00.000Z",
                "Feb 2026 UTC | 2026-02-01T00:00:00.000Z",
                // Both ends of each part.
                "2026-12-31T23:59:59.999Z | 2026-12-31T23:59:59.999Z",
                "2026-01-01T00:00:00+18:00 | 2025-12-31T06:00:00.000Z",
                "2026-01-01T00:00:00+18:01 | 2025-12-31T06:00:00.000Z",
                "2026-01-01T00:00:00-23:59 | 2026-01-01T18:00:00.000Z",
                "Jan 1, 2026 UTC | 2026-01-01T00:00:00.000Z",
                "31 Dec 2026 23:59:59.9 UTC | 2026-12-31T23:59:59.900Z",
                "9 Decembers 2026 UTC | 2026-12-09T00:00:00.000Z",
                "2026 Feb 3 UTC | 2026-02-03T00:00:00.000Z",
                "32/1/2 UTC | 2032-01-02T00:00:00.000Z",
                "0/1/2 UTC | 2000-01-02T00:00:00.000Z",
                "2/3/49 UTC | 2049-02-03T00:00:00.000Z",
                "2/3/50 UTC | 1950-02-03T00:00:00.000Z",
                "2/3/99 UTC | 1999-02-03T00:00:00.000Z",
                "2/3/100 UTC | 0100-02-03T00:00:00.000Z",
                "Feb 3, 2026 0:05 pm UTC | 2026-02-03T12:05:00.000Z",
                "Feb 3, 2026 11:05 am UTC | 2026-02-03T11:05:00.000Z",
                // Zones: hours, hours and minutes with and without a colon.
                "3 Feb 2026 04:05 +1 | 2026-02-03T03:05:00.000Z",
                "3 Feb 2026 04:05 -02 | 2026-02-03T06:05:00.000Z",
                "3 Feb 2026 04:05 +130 | 2026-02-03T02:35:00.000Z",
                "3 Feb 2026 04:05 +1:05 | 2026-02-03T03:00:00.000Z",
                "3 Feb 2026 GMT+2 | 2026-02-02T22:00:00.000Z",
                "3 Feb 2026 UTC-0230 | 2026-02-03T02:30:00.000Z",
                // What is passed over: words and signs before the first number, parentheses.
                "on day (1) - 3 Feb 2026 UTC | 2026-02-03T00:00:00.000Z",
                ") 3 Feb (it is) 2026 (so UTC | 2026-02-02T18:30:00.000Z",
                "3 Feb 2026 T04:05 UTC | 2026-02-03T04:05:00.000Z",
            })
    void readsWhatJavaScriptReads(String text, String utc) {
        assertThat(JsDate.parse(text, LOCAL).map(IsoTime::text)).contains(utc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "yesterday",
                "2026-13-01",
                "2026-00-01",
                "2026-01-32",
                "2026-02-03T25:00Z",
                "2026-02-03T04:60Z",
                "2026-02-03T04:05:60Z",
                "2026-02-03T24:01Z",
                "-000000-01-01T00:00Z",
                "+999999-01-01T00:00Z",
                "13/13/2026",
                "Feb 3, 2026 13:05 pm",
                "Feb 3, 2026 nonsense",
                "1 2 3 4",
                "04:05",
                "2026-02-03 04:05:06 +",
                "2026-02-03 04:05:06 +12345",
                "2026-02-03 04:",
                "99999999999999999999",
                "2026-02-03)",
                "2026-01-00",
                "2026-02-03T24:00:01Z",
                "2026-02-03T24:00:00.001Z",
                "3 Feb 2026 04:05:06:07",
                "3 Feb 2026 04:05 06:07",
                "3 Feb 2026 04:05.5",
                "3 Feb 2026 04:05:06.x",
                "3 Feb 2026 04:05:06 +x",
                "3 Feb 2026 04:05:06 +01:",
                "3 Feb 2026 04:05:06 +01:000",
                "3 Feb 2026 EST+0100",
                "3 am Feb 2026",
                "x3 Feb 2026",
                "3 Feb 2026 T",
                "3 Feb 2026 04:05 T06",
                "3 -Feb 2026",
                "3 Feb 2026 10000000000",
                "Feb"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(JsDate.parse(text, LOCAL)).isEmpty();
    }

    @Test
    void millisecondsEndWhereJavaScriptsDatesEnd() {
        assertThat(JsDate.ofMillis(8_640_000_000_000_000L).map(IsoTime::text))
                .contains("+275760-09-13T00:00:00.000Z");
        assertThat(JsDate.ofMillis(-8_640_000_000_000_000L).map(IsoTime::text))
                .contains("-271821-04-20T00:00:00.000Z");
        assertThat(JsDate.ofMillis(8_640_000_000_000_001L)).isEmpty();
        assertThat(JsDate.ofMillis(Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void noTextMakesItThrow() {
        long seed = Long.getLong("patchbay.seed", 20260101L);
        Random random = new Random(seed);
        String alphabet = "0123456789-+:./,() TZzGMTJanFebAMpmé\u0000\uD83D";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> JsDate.parse(text.toString(), LOCAL))
                    .as("seed %d: %s", seed, text)
                    .doesNotThrowAnyException();
        }
    }
}
