package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The literal texts of contract/settings.md: a kibana.yml in, the refusal or all notices out. The
 * form of a case is told at the head of {@code types.cases}.
 */
final class SettingsCasesTest {

    private static final List<String> FILES =
            List.of("types", "roots", "actions", "sections", "own", "yaml", "older");

    @TempDir private Path directory;

    record Case(String name, String yaml, String outcome, String text) {}

    @TestFactory
    Stream<DynamicTest> cases() {
        return FILES.stream()
                .flatMap(file -> read(file).stream())
                .map(one -> dynamicTest(one.name(), () -> check(one)));
    }

    private void check(Case one) throws IOException {
        Given given =
                new Given(Files.createTempDirectory(directory, "case"))
                        .file(one.yaml())
                        .environment("HOME_TOWN", "Delft")
                        .environment("EMPTY", "")
                        .environment("NUMBER", "42");
        if (one.outcome().equals("loaded")) {
            SettingsResult result = given.load();
            assertThat(result).as(one.yaml()).isInstanceOf(SettingsResult.Loaded.class);
            assertThat(String.join("\n", Given.lines(((SettingsResult.Loaded) result).notices())))
                    .isEqualTo(one.text());
        } else {
            SettingsResult.Refused refused = given.refused();
            assertThat(refused.message().replaceAll("cannot read \\S+/", "cannot read "))
                    .isEqualTo(one.text());
            assertThat("refused " + refused.exitCode()).isEqualTo(one.outcome());
        }
    }

    private static List<Case> read(String name) {
        String all;
        try (InputStream in = SettingsCasesTest.class.getResourceAsStream(name + ".cases")) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Case> cases = new ArrayList<>();
        String[] blocks = ("\n" + all).split("\n## ", -1);
        for (int i = 1; i < blocks.length; i++) {
            String[] halves = blocks[i].split("\n=> ", 2);
            String[] head = halves[0].split("\n", 2);
            String[] tail = halves[1].strip().split("\n", 2);
            cases.add(
                    new Case(
                            name + ": " + head[0],
                            head.length > 1 ? head[1] : "",
                            tail[0],
                            tail.length > 1 ? tail[1].strip() : ""));
        }
        assertThat(cases).as(name).isNotEmpty();
        return cases;
    }
}
