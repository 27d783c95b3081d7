package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.Stream;

/**
 * Templates made to use up every limit: what a step is charged fits what it costs, so that even
 * these end soon. Measured as CPU time after a warm-up; the bound leaves room for a slow machine.
 */
class WorstTemplatesIT {

    private static final long BOUND_NANOS =
            Boolean.getBoolean("patchbay.campaign") ? 400_000_000L : 1_500_000_000L;
    private static final String HUNDRED = "1,".repeat(99) + "1";
    private static final String VARIABLES =
            "{\"l\":["
                    + HUNDRED
                    + "],\"s\":\""
                    + "a_*`<\\\\".repeat(2000)
                    + "\",\"deep\":"
                    + "[".repeat(50)
                    + HUNDRED
                    + "]".repeat(50)
                    + "}";

    record Worst(String name, String template) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Worst> templates() {
        return Stream.of(
                new Worst("loops", loops(5, "")),
                new Worst("printing loops", loops(5, "x")),
                new Worst("escapes", loops(3, "{{s}}")),
                new Worst("numbers", loops(4, "{{.}}")),
                new Worst("JSON of lists", loops(4, "{{l.asJSON}}")),
                new Worst("nested values", loops(3, "{{deep}}")),
                new Worst("long names", loops(4, "{{a" + ".b".repeat(200) + "}}")),
                new Worst("missing names", loops(9, "{{nope}}")),
                new Worst("expressions", loops(4, lambda("EvalMath", "1 + 2 * abs(-3)"))),
                new Worst(
                        "lists in expressions",
                        lambda("EvalMath", "0" + " + sum(add(l, l))".repeat(5000))),
                new Worst("number formats", loops(4, lambda("FormatNumber", "{{.}};de-DE;"))),
                new Worst("date formats", loops(4, lambda("FormatDate", "2026-01-02;UTC;LLLL"))),
                new Worst("Hjson", loops(3, lambda("ParseHjson", "{{#l}}a{{.}}: {{.}}\n{{/l}}"))),
                new Worst(
                        "Hjson blocks on one line",
                        lambda("ParseHjson", "[" + "'''x''',".repeat(50_000) + "]")),
                new Worst("URIs", loops(3, lambda("EncodeURI", "{{{s}}}"))),
                new Worst(
                        "lambda texts",
                        "{{#EncodeURI}}".repeat(900) + "{{/EncodeURI}}".repeat(900)),
                new Worst("parsing", "{{#l}} \n".repeat(50_000) + "{{/l}}".repeat(50_000)));
    }

    private static String loops(int depth, String inner) {
        return "{{#l}}".repeat(depth) + inner + "{{/l}}".repeat(depth);
    }

    private static String lambda(String name, String text) {
        return "{{#" + name + "}}" + text + "{{/" + name + "}}";
    }

    @ParameterizedTest
    @MethodSource("templates")
    void endsSoon(Worst worst) {
        TemplateVariables variables = TemplateFixture.variables(VARIABLES);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long start = threads.getCurrentThreadCpuTime();
            TemplateFixture.TEMPLATES.render(worst.template(), EscapeMode.MARKDOWN, variables);
            fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
        }
        System.out.printf("worst template, %s: %.0f ms of CPU%n", worst.name(), fastest / 1e6);
        assertThat(fastest).isLessThan(BOUND_NANOS);
    }
}
