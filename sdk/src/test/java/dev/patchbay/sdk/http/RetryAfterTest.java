package dev.patchbay.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Optional;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.500Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "120, 120", "' 7', 7", "12abc, 12", "3.9, 3", "007, 7"})
    void leadingDigitsAreSecondsFromNow(String value, long seconds) {
        assertThat(parsed(value)).contains(NOW.plusSeconds(seconds));
    }

    @Test
    void aDateIsThatTime() {
        assertThat(parsed("Thu, 26 Nov 2026 10:05:00 GMT"))
                .contains(Instant.parse("2026-11-26T10:05:00Z"));
        assertThat(parsed(" Thu, 26 Nov 2026 09:00:00 GMT "))
                .as("also one that has passed")
                .contains(Instant.parse("2026-11-26T09:00:00Z"));
    }

    /** The examples of RFC 9110, section 5.6.7, and what its rule of 50 years says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "Thu Nov 26 10:05:00 2026 | 2026-11-26T10:05:00Z",
                "Thursday, 26-Nov-26 10:05:00 GMT | 2026-11-26T10:05:00Z",
                "Thursday, 26-Nov-76 10:05:00 GMT | 2076-11-26T10:05:00Z",
                "Saturday, 26-Nov-77 10:05:00 GMT | 1977-11-26T10:05:00Z",
            })
    void everyFormatOfADateIsRead(String value, String time) {
        assertThat(parsed(value)).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun Nov 6 08:49:37 1994",
                "Monday, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 CET",
                "Sun Nov  6 08:49:37 94",
                "Sun Nov  6 08:49:37 1994 GMT",
            })
    void whatOnlyLooksLikeADateIsIgnored(String value) {
        assertThat(parsed(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-5", "Thu, 99 Nov 2026 10:05:00 GMT", "2026-11-26T10:05:00Z "})
    void whatIsNeitherIsIgnoredUnlessItBeginsWithDigits(String value) {
        assertThat(parsed(value))
                .isEqualTo(
                        value.startsWith("2026")
                                ? Optional.of(NOW.plusSeconds(2026))
                                : Optional.empty());
    }

    @Test
    void hugeNumbersStayInRange() {
        assertThat(parsed("9".repeat(40))).contains(NOW.plusSeconds(999_999_999));
    }

    @Test
    void noHeaderIsNoWish() {
        assertThat(RetryAfter.of(Headers.EMPTY, NOW)).isEmpty();
    }

    @Test
    void theNameComparesWithoutCase() {
        assertThat(RetryAfter.of(Headers.of("retry-AFTER", "5"), NOW)).contains(NOW.plusSeconds(5));
    }

    private static Optional<Instant> parsed(String value) {
        return RetryAfter.of(Headers.of("Retry-After", value), NOW);
    }
}
