package dev.patchbay.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "https://Hooks.Example/a?b=c#d, https://hooks.example:443",
        "HTTP://hooks.example, http://hooks.example:80",
        "http://hooks.example:8080/x, http://hooks.example:8080",
        "https://hooks.example:443/, https://hooks.example:443",
        "http://[::1]:9/x, http://[::1]:9"
    })
    void whatReachesTheSameServerHasTheSameOrigin(String url, String origin) {
        assertThat(Origins.of(url)).contains(origin);
    }

    @Test
    void whatMayBeSecretStaysOutside() {
        assertThat(Origins.of("https://user:canary@hooks.example/canary?canary=1"))
                .contains("https://hooks.example:443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no url", "/path", "mailto:a@b.example", "http://", "http://a b/"})
    void whatIsNoUrlHasNone(String text) {
        assertThat(Origins.of(text)).isEmpty();
    }
}
