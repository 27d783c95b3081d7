package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Contract templating.md, section 10, and our own limits: no template hangs or fills the memory.
 */
class TemplateLimitsTest {

    private static final String MANY =
            IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining(","));

    /** Time passes by a second with every look at the clock. */
    private static final class RunningClock implements Clock {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            nanos += 1_000_000_000L;
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            throw new AssertionError("nothing waits here");
        }
    }

    private static String render(TemplateLimits limits, String template, String variables) {
        return new Templates(limits, Clock.system(), IdSource.random(), ZoneOffset.UTC)
                .render(template, EscapeMode.NONE, TemplateFixture.variables(variables))
                .text();
    }

    private static TemplateLimits output(int bytes) {
        return new TemplateLimits(bytes, 1000, 1_000_000, Duration.ofSeconds(10));
    }

    /** For a busy machine: what takes no hang here took two seconds there. */
    private static final TemplateLimits PATIENT =
            new TemplateLimits(10 << 20, 1000, 1_000_000, Duration.ofSeconds(30));

    @Test
    void outputBeyondTheLimitIsAnError() {
        assertThat(render(output(10), "{{x}}", "{\"x\":\"éé😀ab\"}")).isEqualTo("éé😀ab");
        assertThat(render(output(10), "{{x}}!", "{\"x\":\"éé😀ab\"}"))
                .isEqualTo(
                        "error rendering mustache template \"{{x}}!\":"
                                + " rendered output exceeds 10 bytes");
        assertThat(render(output(10), "{{x}}", "{\"x\":[\"aaaaaa\",\"bbbbbb\"]}"))
                .endsWith("rendered output exceeds 10 bytes");
        assertThat(
                        render(
                                output(10),
                                "{{#EvalMath}}{{x}}{{x}}{{x}}+1{{/EvalMath}}",
                                "{\"x\":11111}"))
                .endsWith("rendered output exceeds 10 bytes");
    }

    @Test
    void nestedSectionsMultiplyOnlyUpToTheLimit() {
        String loops = "{{#x}}".repeat(8) + "y" + "{{/x}}".repeat(8);
        String variables = "{\"x\":[" + MANY + "]}";
        assertThat(render(TemplateLimits.DEFAULT, loops, variables))
                .endsWith("rendering takes more than 1000000 steps");
        String silent = "{{#x}}".repeat(8) + "{{/x}}".repeat(8);
        assertThat(render(TemplateLimits.DEFAULT, silent, variables))
                .endsWith("rendering takes more than 1000000 steps");
    }

    @Test
    void deepSectionsAreAnErrorAndNoOverflow() {
        String deep = "{{#t}}".repeat(100_000) + "x" + "{{/t}}".repeat(100_000);
        assertThat(render(TemplateLimits.DEFAULT, deep, "{\"t\":true}"))
                .endsWith("nesting exceeds 1000 levels");
        assertThat(render(TemplateLimits.DEFAULT, deep, "{}")).isEmpty();
        String fine = "{{#t}}".repeat(998) + "x" + "{{/t}}".repeat(998);
        assertThat(render(TemplateLimits.DEFAULT, fine, "{\"t\":true}")).isEqualTo("x");
    }

    @Test
    void lambdasInLambdasAreBounded() {
        String deep = "{{#EncodeURI}}".repeat(2000) + "x" + "{{/EncodeURI}}".repeat(2000);
        assertThat(render(TemplateLimits.DEFAULT, deep, "{}"))
                .startsWith("error rendering mustache template")
                .containsAnyOf("nesting exceeds 1000 levels", "rendering takes more than");
    }

    @Test
    void sharedValuesOfDottedKeysPrintOnlyUpToTheLimit() {
        // Each level prints its value twice: 2^40 copies of the innermost.
        String variables = "{\"x.y\":".repeat(40) + "1" + "}".repeat(40);
        assertThat(render(TemplateLimits.DEFAULT, "{{.}}", variables))
                .startsWith("error rendering mustache template");
    }

    @Test
    void manyStepsOfANameAreCharged() {
        String name = "a" + ".a".repeat(50_000);
        assertThat(render(TemplateLimits.DEFAULT, ("{{" + name + "}}").repeat(30), "{}"))
                .endsWith("rendering takes more than 1000000 steps");
    }

    @Test
    void longExpressionsNeitherOverflowNorHang() {
        String sum = "1" + "+1".repeat(200_000);
        assertThat(render(PATIENT, "{{#EvalMath}}" + sum + "{{/EvalMath}}", "{}"))
                .isEqualTo("200001");
        String deep = "(".repeat(100_000);
        assertThat(render(TemplateLimits.DEFAULT, "{{#EvalMath}}" + deep + "{{/EvalMath}}", "{}"))
                .endsWith("Failed to parse expression. Nesting exceeds 250 levels.");
        String groups = "(f(".repeat(60) + "a > b" + ") > 1)".repeat(60);
        assertThat(render(TemplateLimits.DEFAULT, "{{#EvalMath}}" + groups + "{{/EvalMath}}", "{}"))
                .endsWith("Unknown variable: a");
    }

    @Test
    void timeIsTheBackstop() {
        Templates slow =
                new Templates(
                        new TemplateLimits(100, 10, 1_000_000, Duration.ofMillis(1500)),
                        new RunningClock(),
                        IdSource.random(),
                        ZoneOffset.UTC);
        String text =
                slow.render(
                                "{{#x}}{{#x}}{{#x}}{{/x}}{{/x}}{{/x}}",
                                EscapeMode.NONE,
                                TemplateFixture.variables("{\"x\":[" + MANY + "]}"))
                        .text();
        assertThat(text).endsWith("rendering takes more than 1500 ms");
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> new TemplateLimits(0, 1, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every template limit must be positive");
    }
}
