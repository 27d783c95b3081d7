package dev.patchbay.connectors.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.secret.SecretValues;

import org.junit.jupiter.api.Test;

import java.util.Set;

class SecretUrlsTest {

    @Test
    void whatATargetRepeatsOfTheUrlIsSecret() {
        assertThat(hidden("https://h.example/services/T000/longsecret?token=abcdef&x=y#frag"))
                .containsExactlyInAnyOrder(
                        "/services/T000/longsecret?token=abcdef&x=y",
                        "/services/T000/longsecret",
                        "longsecret",
                        "abcdef");
    }

    @Test
    void shortPartsStayReadable() {
        assertThat(hidden("https://h.example/a/b?c=d")).containsExactly("/a/b?c=d");
    }

    @Test
    void aUrlWithoutAPathHidesNothing() {
        assertThat(hidden("https://hooks.example.com")).isEmpty();
        assertThat(hidden("nonsense")).isEmpty();
        assertThat(hidden("")).isEmpty();
    }

    private static Set<String> hidden(String url) {
        SecretValues values = new SecretValues();
        SecretUrls.hide(url, values);
        return values.all();
    }
}
