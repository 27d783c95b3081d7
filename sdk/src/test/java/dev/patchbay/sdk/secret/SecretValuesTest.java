package dev.patchbay.sdk.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** Contract actions-api, section 6.7. */
class SecretValuesTest {

    private final SecretValues values = new SecretValues();

    @Test
    void shortValuesAreNoSecrets() {
        values.add("12345");
        values.add("");
        values.add("123456");

        assertThat(values.all()).containsExactly("123456");
    }

    @Test
    void everyStringLeafCounts() {
        values.addAll(
                Json.read(
                        """
                        {"user": "jane-doe", "port": 1234567, "on": true, "none": null,
                         "headers": {"long-header-name": "header-value"},
                         "list": ["first-item", ["second-item"], "short"]}
                        """));

        assertThat(values.all())
                .containsExactlyInAnyOrder("jane-doe", "header-value", "first-item", "second-item");
    }

    @Test
    void aSnapshotDoesNotGrow() {
        Set<String> before = values.all();
        values.add("canary");

        assertThat(before).isEmpty();
        assertThat(values.all()).containsExactly("canary");
    }

    @Test
    void aSetThatEachAttemptAddsIsShared() {
        Set<String> credentials = Set.of("anything-else");
        values.addAll(credentials);
        assertThat(values.added()).isSameAs(credentials);

        values.add("canary");
        values.addAll(Set.of("one-more"));
        assertThat(values.added()).containsExactlyInAnyOrder("anything-else", "canary", "one-more");
        assertThat(credentials).containsExactly("anything-else");
    }

    @Test
    void onlyTheirNumberIsPrinted() {
        values.add("canary");

        assertThat(values).hasToString("SecretValues[1]");
    }
}
