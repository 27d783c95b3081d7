package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random templates: none throws, hangs or grows beyond the limits. A short form in normal runs, 10⁶
 * templates with {@code -Dpatchbay.campaign=true}; {@code -Dpatchbay.seed=N} repeats a run.
 */
class TemplateFuzzTest {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int TEMPLATES = CAMPAIGN ? 1_000_000 : 10_000;
    private static final long SLOWEST_NANOS = CAMPAIGN ? 100_000_000L : 400_000_000L;
    private static final long SEED =
            Long.getLong("patchbay.seed", new SplittableRandom().nextLong());

    private static final List<EscapeMode> MODES = List.of(EscapeMode.values());

    private static final String[] PIECES = {
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{{#",
        "{{^",
        "{{/",
        "{{!",
        "{{>",
        "{{&",
        "{{=",
        "=}}",
        "<%",
        "%>",
        "{{#l}}",
        "{{/l}}",
        "{{#o}}",
        "{{/o}}",
        "{{^n}}",
        "{{/n}}",
        "{{#big}}",
        "{{/big}}",
        "{{.}}",
        "{{x}}",
        "{{{x}}}",
        "{{o.a.b}}",
        "{{l.0}}",
        "{{l.length}}",
        "{{big.asJSON}}",
        "{{#EvalMath}}",
        "{{/EvalMath}}",
        "{{#FormatDate}}",
        "{{/FormatDate}}",
        "{{#FormatNumber}}",
        "{{/FormatNumber}}",
        "{{#ParseHjson}}",
        "{{/ParseHjson}}",
        "{{#EncodeURI}}",
        "{{/EncodeURI}}",
        "{{#EncodeURIComponent}}",
        "{{/EncodeURIComponent}}",
        "1 + 2",
        "(",
        ")",
        "add(",
        "round(",
        "big",
        "l",
        ",",
        ";",
        ";;",
        "2026-01-02",
        "UTC",
        "style: currency",
        "currency: EUR",
        "[",
        "]",
        "{a: 1",
        "'''",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        " ",
        "\t",
        "é",
        "😀",
        "\ud800",
        "#",
        "//",
        "/*",
        "*",
        "_",
        "http://",
        "-",
        "e",
        ".",
        ":",
    };

    private static final String VARIABLES =
            "{\"x\":\"a_*`<\\\"\",\"n\":null,\"o\":{\"a\":{\"b\":[1,{\"c\":2}]},\"x\":\"in\"},"
                    + "\"l\":[1,\"two\",{\"x\":3},[4]],\"big\":["
                    + "{\"v\":1,\"t\":\"some text of a document\"},".repeat(99)
                    + "{\"v\":2}],\"kibana.alert.rule\":{\"name.x\":1}}";

    @Test
    void noTemplateHangsOrThrows() {
        Random random = new Random(SEED);
        TemplateVariables variables = TemplateFixture.variables(VARIABLES);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long slowest = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String template = template(random);
            EscapeMode mode = MODES.get(random.nextInt(MODES.size()));
            long nanos = cpu(threads, template, mode, variables);
            for (int again = 0; again < 5 && nanos > SLOWEST_NANOS; again++) {
                // Once more, so that a compiler thread or a collection is not taken for a template.
                nanos = cpu(threads, template, mode, variables);
            }
            slowest = Math.max(slowest, nanos);
            assertThat(nanos)
                    .as("seed %d, template %d: %s", SEED, i, template)
                    .isLessThan(SLOWEST_NANOS);
        }
        System.out.printf(
                "fuzz of templates: %d, seed %d, slowest %.1f ms of CPU%n",
                TEMPLATES, SEED, slowest / 1e6);
    }

    private static long cpu(
            ThreadMXBean threads, String template, EscapeMode mode, TemplateVariables variables) {
        long start = threads.getCurrentThreadCpuTime();
        Rendered rendered = TemplateFixture.TEMPLATES.render(template, mode, variables);
        long nanos = threads.getCurrentThreadCpuTime() - start;
        // The error text repeats the template, which is not output.
        assertThat(rendered.text().length() - template.length())
                .as("seed %d: %s", SEED, template)
                .isLessThan(TemplateLimits.DEFAULT.outputBytes());
        return nanos;
    }

    private static String template(Random random) {
        StringBuilder template = new StringBuilder();
        int pieces = 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 25);
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            template.repeat(piece, random.nextInt(30) == 0 ? 1 + random.nextInt(40) : 1);
        }
        return template.toString();
    }
}
