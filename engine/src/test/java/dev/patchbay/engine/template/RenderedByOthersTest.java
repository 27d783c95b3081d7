package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.template.hjson.Hjson;
import dev.patchbay.engine.template.hjson.HjsonException;
import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What mustache.js 4.2.0, hjson-js, {@code Intl.NumberFormat} and Node's URL parser make of
 * thousands of inputs; {@code src/test/fixtures} wrote the files.
 */
class RenderedByOthersTest {

    @Test
    void templatesRenderAsByMustacheJs() {
        JsonNode file = TemplateFixture.cases("templates/mustache-js.json");
        TemplateVariables variables =
                TemplateVariables.plain((ObjectNode) file.get(0).get("variables"));
        List<String> differences = new ArrayList<>();
        for (int i = 1; i < file.size(); i++) {
            JsonNode test = file.get(i);
            String template = test.get("template").stringValue();
            EscapeMode mode =
                    EscapeMode.valueOf(test.get("mode").stringValue().toUpperCase(Locale.ROOT));
            String text = TemplateFixture.TEMPLATES.render(template, mode, variables).text();
            compare(differences, mode + " " + template, test.get("rendered").stringValue(), text);
        }
        assertThat(file.size()).isGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    @Test
    void hjsonReadsAsByHjsonJs() {
        JsonNode file = TemplateFixture.cases("templates/hjson-js.json");
        List<String> differences = new ArrayList<>();
        for (JsonNode test : file) {
            String text = test.get("hjson").stringValue();
            // Integers keep their digits here, JavaScript rounds those above 2^53.
            if (!text.matches(".*[0-9]{17}.*")) {
                compare(differences, text, expectedHjson(test), hjson(text));
            }
        }
        assertThat(file.size()).isGreaterThan(900);
        assertThat(differences).isEmpty();
    }

    private static String expectedHjson(JsonNode test) {
        return test.has("json") ? test.get("json").stringValue() : test.get("error").stringValue();
    }

    private static String hjson(String text) {
        try {
            Budget budget =
                    new Budget(TemplateLimits.DEFAULT, dev.patchbay.sdk.time.Clock.system());
            return new Printer(budget).json(Hjson.parse(text));
        } catch (HjsonException e) {
            return e.text();
        }
    }

    @Test
    void numbersFormatAsByIntlNumberFormat() {
        JsonNode file = TemplateFixture.cases("templates/intl-number-format.json");
        List<String> differences = new ArrayList<>();
        for (JsonNode test : file) {
            String input = test.get("input").stringValue();
            String text =
                    TemplateFixture.render("{{#FormatNumber}}" + input + "{{/FormatNumber}}", "{}");
            // Node's CLDR writes this one without a space, ICU4J's newer one with it.
            boolean changed = input.matches(".*pt-BR.*narrow.*kilometer-per-hour.*");
            compare(differences, input, changed ? text : test.get("result").stringValue(), text);
        }
        assertThat(file.size()).isGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    @Test
    void absoluteUrlsAreThoseOfNode() {
        JsonNode file = TemplateFixture.cases("templates/absolute-urls.json");
        List<String> differences = new ArrayList<>();
        for (JsonNode test : file) {
            String url = test.get("url").stringValue();
            compare(
                    differences,
                    url,
                    test.get("parses").toString(),
                    String.valueOf(AbsoluteUrl.parses(url)));
        }
        assertThat(file.size()).isGreaterThan(500);
        assertThat(differences).isEmpty();
    }

    private static void compare(
            List<String> differences, String input, String expected, String actual) {
        if (!expected.equals(actual)) {
            differences.add(input + "\n  expected: " + expected + "\n  but was:  " + actual + "\n");
        }
    }
}
