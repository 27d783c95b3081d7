package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** How a key is split, and which root a misspelt one means. */
final class KeysTest {

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "a, a",
                "a.b.c, a|b|c",
                "[a.b], a.b",
                "[a.b].c, a.b|c",
                "x.[a.b].c, x|a.b|c",
                "x.[a.b], x|a.b",
                "[], ''",
                "a[0], a[0]",
                "[a, [a",
                "[a.b, [a|b",
                "[a]b.c], a]b.c",
                "a., a|",
                ".a, |a",
                "'', ''",
            })
    void steps(String key, String steps) {
        assertThat(Keys.steps(key)).isEqualTo(List.of(steps.split("\\|", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "xpack.actionz.x, xpack.actions",
        "xpak.actions.x, xpack.actions",
        "elasticsearh.hosts, elasticsearch",
        "encryptedSavedObjects.encryptionKey, xpack.encryptedSavedObjects",
        "xpack.encryptedSavedObject.encryptionKey, xpack.encryptedSavedObjects",
        "sever.port, server",
        "logger.root, ''",
        "zebra, ''",
        "'', ''",
        "., ''",
    })
    void nearestRoot(String key, String root) {
        assertThat(Spelling.nearest(key)).isEqualTo(root);
    }

    @Test
    void editsAreCounted() {
        assertThat(Spelling.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.edits("", "abc")).isEqualTo(3);
        assertThat(Spelling.edits("abc", "abc")).isZero();
    }

    @Test
    void shownKeysAreOneShortLine() {
        assertThat(Keys.shown("a\nb")).isEqualTo("a\uFFFDb");
        assertThat(Keys.shown("x".repeat(500))).hasSize(121).endsWith("…");
    }
}
