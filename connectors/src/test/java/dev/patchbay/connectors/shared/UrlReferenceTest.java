package dev.patchbay.connectors.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.opsgenie.com, https://api.opsgenie.com/v2/alerts",
        "https://api.opsgenie.com/, https://api.opsgenie.com/v2/alerts",
        "https://h/base/, https://h/base/v2/alerts",
        "https://h/base, https://h/v2/alerts",
        "https://h/a/b?x=/y/#/z/, https://h/a/v2/alerts",
        "https://h?x=1, https://h/v2/alerts"
    })
    void aPathIsResolvedAgainstTheFolderOfTheAddress(String base, String url) {
        assertThat(UrlReference.resolve(base, "v2/alerts")).isEqualTo(url);
    }

    @Test
    void whatWouldChangeTheUrlIsEncodedInASegment() {
        assertThat(UrlReference.segment("rule1:alert1 ü")).isEqualTo("rule1:alert1 ü");
        assertThat(UrlReference.segment("a/b\\c?d#e%f\ng\t"))
                .isEqualTo("a%2Fb%5Cc%3Fd%23e%25f%0Ag%09");
        assertThat(UrlReference.segment("...")).isEqualTo("...");
    }

    @Test
    void dotsAreNoSegment() {
        assertThatThrownBy(() -> UrlReference.segment(".."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(UrlReference.dots(".")).isTrue();
        assertThat(UrlReference.dots("a")).isFalse();
    }
}
