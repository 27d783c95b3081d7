package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The public test suite of the Mustache specification (github.com/mustache/spec, MIT licence). */
class MustacheSpecTest {

    private static final String PARTIAL = "partials are never given, so they render empty";

    /** Cases whose result is another one here, and why. */
    private static final Map<String, String> DIFFERENT =
            Map.ofEntries(
                    Map.entry("partials/Basic Behavior", PARTIAL),
                    Map.entry("partials/Context", PARTIAL),
                    Map.entry("partials/Recursion", PARTIAL),
                    Map.entry("partials/Surrounding Whitespace", PARTIAL),
                    Map.entry("partials/Inline Indentation", PARTIAL),
                    Map.entry("partials/Standalone Line Endings", PARTIAL),
                    Map.entry("partials/Standalone Without Previous Line", PARTIAL),
                    Map.entry("partials/Standalone Without Newline", PARTIAL),
                    Map.entry("partials/Standalone Indentation", PARTIAL),
                    Map.entry("partials/Padding Whitespace", PARTIAL),
                    Map.entry("partials/Nested", PARTIAL),
                    Map.entry(
                            "interpolation/Dotted Names - Context Precedence",
                            "a dotted name that misses in a view is looked up further out"),
                    Map.entry("delimiters/Partial Inheritence", PARTIAL),
                    Map.entry("delimiters/Post-Partial Behavior", PARTIAL));

    private record Case(String id, String template, ObjectNode data, String expected) {
        String rendered() {
            return TemplateFixture.TEMPLATES
                    .render(template, EscapeMode.HTML, TemplateVariables.of(data))
                    .text();
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String file :
                List.of(
                        "comments",
                        "delimiters",
                        "interpolation",
                        "inverted",
                        "partials",
                        "sections")) {
            JsonNode suite = TemplateFixture.cases("mustache-spec/" + file + ".json");
            for (JsonNode test : suite.get("tests")) {
                if (test.get("data") instanceof ObjectNode data) {
                    cases.add(
                            new Case(
                                    file + "/" + test.get("name").stringValue(),
                                    test.get("template").stringValue(),
                                    data,
                                    test.get("expected").stringValue()));
                }
            }
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> everyCaseButTheListedDifferences() {
        return cases().stream()
                .filter(test -> !DIFFERENT.containsKey(test.id()))
                .map(test ->
                        DynamicTest.dynamicTest(
                                test.id(),
                                () ->
                                        assertThat(test.rendered())
                                                .as(test.template())
                                                .isEqualTo(test.expected())));
    }

    @Test
    void everyListedDifferenceIsStillOne() {
        assertThat(cases()).hasSizeGreaterThan(100);
        assertThat(cases())
                .filteredOn(test -> DIFFERENT.containsKey(test.id()))
                .hasSize(DIFFERENT.size())
                .allSatisfy(test -> assertThat(test.rendered()).isNotEqualTo(test.expected()));
    }
}
