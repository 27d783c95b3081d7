package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Values.cross;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The ✖ grammar (actions-api, section 7.4), row by row. */
class CrossTextsTest {

    private static final Path A = Path.ROOT.key("a");

    @Test
    void theContractsExample() {
        assertThat(cross(object(member("encrypted", string())), "{'encrypted':5}"))
                .isEqualTo("✖ Invalid input: expected string, received number\n  → at encrypted");
    }

    @Test
    void eachIssueHasItsText() {
        assertThat(text(new Issue.InvalidType(A, "string", "undefined")))
                .isEqualTo("✖ Invalid input: expected string, received undefined\n  → at a");
        assertThat(text(new Issue.InvalidType(A, "number", "NaN")))
                .isEqualTo("✖ Invalid input: expected number, received NaN\n  → at a");
        assertThat(text(new Issue.UnrecognizedKeys(Path.ROOT, List.of("foo"))))
                .isEqualTo("✖ Unrecognized key: \"foo\"");
        assertThat(text(new Issue.UnrecognizedKeys(Path.ROOT, List.of("foo", "bar"))))
                .isEqualTo("✖ Unrecognized keys: \"foo\", \"bar\"");
        assertThat(text(new Issue.InvalidOption(A, List.of("a", "b"), "string")))
                .isEqualTo("✖ Invalid option: expected one of \"a\"|\"b\"\n  → at a");
        assertThat(text(new Issue.InvalidOption(A, List.of("a"), "string")))
                .isEqualTo("✖ Invalid input: expected \"a\"\n  → at a");
        assertThat(text(new Issue.TooSmall(A, "string", 1, 0)))
                .isEqualTo("✖ Too small: expected string to have >=1 characters\n  → at a");
        assertThat(text(new Issue.TooBig(A, "string", 10, 11)))
                .isEqualTo("✖ Too big: expected string to have <=10 characters\n  → at a");
        assertThat(text(new Issue.TooSmall(A, "array", 1, 0)))
                .isEqualTo("✖ Too small: expected array to have >=1 items\n  → at a");
        assertThat(text(new Issue.TooBig(A, "array", 100, 101)))
                .isEqualTo("✖ Too big: expected array to have <=100 items\n  → at a");
        assertThat(text(new Issue.TooSmall(A, "number", 1.0, 0.0)))
                .isEqualTo("✖ Too small: expected number to be >=1\n  → at a");
        assertThat(text(new Issue.TooBig(A, "number", 100.0, 101.0)))
                .isEqualTo("✖ Too big: expected number to be <=100\n  → at a");
        assertThat(text(new Issue.InvalidFormat(A, "url", "Invalid URL")))
                .isEqualTo("✖ Invalid URL\n  → at a");
        assertThat(text(new Issue.InvalidFormat(A, "email", "Invalid email address")))
                .isEqualTo("✖ Invalid email address\n  → at a");
        assertThat(text(new Issue.InvalidUnion(Path.ROOT, List.of(), "")))
                .isEqualTo("✖ Invalid input");
        assertThat(text(new Issue.InvalidUnion(Path.ROOT.key("subAction"), List.of(), "subAction")))
                .isEqualTo("✖ Invalid input\n  → at subAction");
        assertThat(text(new Issue.Custom(Path.ROOT, "in its own words")))
                .isEqualTo("✖ in its own words");
    }

    @Test
    void boundsWithAFractionKeepIt() {
        assertThat(text(new Issue.TooSmall(Path.ROOT, "number", 0.25, 0)))
                .isEqualTo("✖ Too small: expected number to be >=0.25");
        assertThat(text(new Issue.TooBig(Path.ROOT, "number", 9007199254740991L, 0)))
                .isEqualTo("✖ Too big: expected number to be <=9007199254740991");
    }

    @Test
    void placesAreWrittenAsInJavaScript() {
        assertThat(place(Path.ROOT.key("a").key("b"))).isEqualTo("a.b");
        assertThat(place(Path.ROOT.key("a").index(0).key("b"))).isEqualTo("a[0].b");
        assertThat(place(Path.ROOT.index(0).index(1))).isEqualTo("[0][1]");
        assertThat(place(Path.ROOT.key("a-b"))).isEqualTo("[\"a-b\"]");
        assertThat(place(Path.ROOT.key("x").key("a-b").key("c"))).isEqualTo("x[\"a-b\"].c");
        assertThat(place(Path.ROOT.key("$_9a"))).isEqualTo("$_9a");
        assertThat(place(Path.ROOT.key("a\"\\\n"))).isEqualTo("[\"a\\\"\\\\\\n\"]");
        assertThat(place(Path.ROOT.key("headers").entryKey("é"))).isEqualTo("headers[\"é\"]");
    }

    @Test
    void shortPathsComeFirstAndEqualsKeepTheSchemasOrder() {
        Schema schema =
                object(
                        member("deep", object(member("er", array(string())))),
                        member("b", string()),
                        member("a", string()),
                        member("map", record(string())));
        assertThat(cross(schema, "{'deep':{'er':[1],'x':2},'a':1,'map':{'k':3},'unknown':0}"))
                .isEqualTo(
                        """
                        ✖ Unrecognized key: "unknown"
                        ✖ Unrecognized key: "x"
                          → at deep
                        ✖ Invalid input: expected string, received undefined
                          → at b
                        ✖ Invalid input: expected string, received number
                          → at a
                        ✖ Invalid input: expected string, received number
                          → at map.k
                        ✖ Invalid input: expected string, received number
                          → at deep.er[0]\
                        """);
    }

    @Test
    void nothingIsPrintedForNothing() {
        assertThat(CrossTexts.print(any().parse(null).issues())).isEmpty();
    }

    private static String place(Path path) {
        String text = text(new Issue.Custom(path, "x"));
        return text.substring("✖ x\n  → at ".length());
    }

    private static String text(Issue issue) {
        return CrossTexts.print(List.of(issue));
    }
}
