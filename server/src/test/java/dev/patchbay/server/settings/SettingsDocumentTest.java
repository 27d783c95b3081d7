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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code docs/settings.md} says what the schemas say. With {@code PATCHBAY_WRITE_DOCS=true} in the
 * environment it is written instead.
 */
final class SettingsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
    private static final String BEGIN = "<!-- tables of SettingsDocumentTest begin -->\n";
    private static final String END = "<!-- tables of SettingsDocumentTest end -->\n";
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path directory;

    @Test
    void tablesAreThoseOfTheSchemas() throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if ("true".equals(System.getenv("PATCHBAY_WRITE_DOCS"))) {
            Files.writeString(DOCUMENT, text.substring(0, from) + tables() + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to)).isEqualTo(tables());
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(SettingsReference.all())
                .hasSizeGreaterThan(150)
                .allSatisfy(row -> assertThat(row.help()).as(row.key()).endsWith("."))
                .allSatisfy(row -> assertThat(row.type()).as(row.key()).isNotBlank());
    }

    @TestFactory
    Stream<DynamicTest> examplesOfTheDocumentLoad() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(DOCUMENT));
        List<String> blocks = matcher.results().map(result -> result.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        return blocks.stream()
                .map(block ->
                        dynamicTest(
                                block.lines().findFirst().orElse(""),
                                () ->
                                        assertThat(
                                                        given(block).loaded().notices().stream()
                                                                .filter(notice ->
                                                                        notice.level()
                                                                                == Notice.Level
                                                                                        .WARN))
                                                .isEmpty()));
    }

    private Given given(String yaml) throws IOException {
        return new Given(Files.createTempDirectory(directory, "block"))
                .file(yaml)
                .environment("ENC_KEY", "abcdefghijklmnopqrstuvwxyz0123456789")
                .environment("HOOK_PASSWORD", "hunter2hunter2")
                .environment("ANN_PASSWORD", "hunter2hunter2")
                .environment("DB_PASSWORD", "hunter2hunter2");
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (SettingsRoot root : Roots.HONOURED) {
            text.append("\n### `").append(root.name()).append("`\n\n");
            text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
            for (SettingsReference.Row row : SettingsReference.of(root)) {
                text.append("| `")
                        .append(row.key())
                        .append("` | ")
                        .append(row.type())
                        .append(row.secret() ? ", secret" : "")
                        .append(" | ")
                        .append(row.standard().isEmpty() ? "" : "`" + row.standard() + "`")
                        .append(" | ")
                        .append(row.help())
                        .append(" |\n");
            }
        }
        return text.append('\n').toString();
    }
}
