package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of {@code docs/templates.md} do what the page says. */
class TemplatesGuideTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("^\\| `(\\w+)` \\| `(\\{\\{#.*)` \\| `(.*)` \\|$", Pattern.MULTILINE);

    @Test
    void everyFunctionHasAnExampleThatIsTrue() throws IOException {
        String guide = Files.readString(Path.of("../docs/templates.md"));
        Matcher example = EXAMPLE.matcher(guide);
        int examples = 0;
        while (example.find()) {
            examples++;
            assertThat(
                            TemplateFixture.render(
                                    example.group(2), "{\"context\":{\"value\":12.3456}}"))
                    .as(example.group(1))
                    .isEqualTo(example.group(3));
        }
        assertThat(examples).isEqualTo(6);
    }
}
