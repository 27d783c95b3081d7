package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whatever is wrong with a secret setting, no text shows its value. */
final class SettingsSecretsTest {

    private static final String CANARY = "c4n4ry";
    private static final String NUMBER = "7700770077";

    /** Ways of writing it, right and wrong. */
    private static final List<String> WRITTEN =
            List.of(
                    "c4n4ry",
                    "'c4n4ry'",
                    "http://u:c4n4ry@host",
                    "jdbc:postgresql://u:c4n4ry@host/db",
                    "u:c4n4ry@host",
                    "7700770077",
                    "[c4n4ry]",
                    "[[c4n4ry]]",
                    "{x: c4n4ry}",
                    "{x: [c4n4ry]}",
                    "'[\"c4n4ry\"'",
                    "'{\"c4n4ry'",
                    "c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry",
                    "[c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry-c4n4ry]",
                    "*c4n4ry",
                    "!c4n4ry x",
                    "!<c4n4ry> x",
                    "&c4n4ry x: *c4n4ry",
                    "%c4n4ry",
                    "@c4n4ry",
                    "`c4n4ry",
                    "\"c4n4ry",
                    "'c4n4ry",
                    "c4n4ry: c4n4ry: c4n4ry",
                    "{c4n4ry",
                    "[c4n4ry",
                    "|c4n4ry",
                    "\"\\c4n4ry\"",
                    "\"\\xc4n4ry\"",
                    "- c4n4ry",
                    "? c4n4ry",
                    "c4n4ry\u0000",
                    "\t- c4n4ry: \tx");

    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> everySecretKey() {
        List<SettingsReference.Row> secrets =
                SettingsReference.all().stream().filter(SettingsReference.Row::secret).toList();
        assertThat(secrets).hasSizeGreaterThan(15);
        return secrets.stream().map(row -> dynamicTest(row.key(), () -> check(row)));
    }

    private void check(SettingsReference.Row row) throws IOException {
        // What is in a list is written as its first item.
        String key =
                String.join(".", row.steps()).replace("<name>", "x").replace(".[].", ":\n  - ");
        assertThat(key).as("a list of secrets needs another way of writing").doesNotContain("[]");
        for (String value : WRITTEN) {
            Given given =
                    new Given(Files.createTempDirectory(directory, "s"))
                            .file(key + ": " + value + "\n");
            silent(given.load(), key + ": " + value);
        }
    }

    @Test
    void userInfoOfUrls() {
        for (String url : List.of("http://u:c4n4ry@h", "u:c4n4ry@h", "//c4n4ry@h", "x:/c4n4ry@")) {
            silent(new Given(directory).override("--xpack.actions.proxyUrl=" + url).load(), url);
            silent(
                    new Given(directory)
                            .override(
                                    "--xpack.actions.customHostSettings=[{\"url\":\""
                                            + url
                                            + "\"}]")
                            .load(),
                    url);
            silent(new Given(directory).override("--server.publicBaseUrl=" + url).load(), url);
        }
    }

    @Test
    void onTheCommandLineAndInTheEnvironment() {
        for (String value : WRITTEN) {
            silent(
                    new Given(directory)
                            .override("--xpack.encryptedSavedObjects.encryptionKey=" + value)
                            .load(),
                    value);
            silent(
                    new Given(directory)
                            .environment("PATCHBAY_DATABASE_PASSWORD", value)
                            .environment("PATCHBAY_DATABASE_URL", value)
                            .environment("ELASTICSEARCH_HOSTS", value)
                            .load(),
                    value);
            silent(new Given(directory).override(value).load(), "");
        }
    }

    private static void silent(SettingsResult result, String written) {
        String text =
                switch (result) {
                    case SettingsResult.Refused refused -> refused.message();
                    case SettingsResult.Loaded loaded -> loaded.notices() + " " + loaded.settings();
                };
        if (!written.isEmpty()) {
            assertThat(text).as(written).doesNotContain(CANARY).doesNotContain(NUMBER);
        }
    }
}
