package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Values.cross;
import static dev.patchbay.sdk.schema.Values.crossOfAbsence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Coerced values, JSON texts, refinements. */
class ConversionTest {

    private static final Schema PORT =
            number(1.0, 65535.0).coerced(Schemas::numberFromText).nullable();

    /** {@code Number(text)} of JavaScript. */
    @ParameterizedTest
    @CsvSource({
        "587, 587",
        "' 587 ', 587",
        "5.5, 5.5",
        "1e3, 1000",
        "+5, 5",
        "65535.0, 65535",
        "1., 1",
        ".5e1, 5"
    })
    void aTextThatIsANumberBecomesIt(String text, String number) {
        assertThat(cross(PORT, "'" + text + "'")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"abc", "1 2", "1d", "NaN", "1f", "--1", "e5", "1e"})
    void aTextThatIsNoneIsNaN(String text) {
        assertThat(cross(PORT, "'" + text + "'"))
                .isEqualTo("✖ Invalid input: expected number, received NaN");
    }

    @Test
    void blankIsZeroAndOtherFormsStay() {
        assertThat(cross(PORT, "''")).isEqualTo("✖ Too small: expected number to be >=1");
        assertThat(cross(PORT, "'  '")).isEqualTo("✖ Too small: expected number to be >=1");
        assertThat(cross(PORT, "'65536'")).isEqualTo("✖ Too big: expected number to be <=65535");
        assertThat(cross(PORT, "true"))
                .isEqualTo("✖ Invalid input: expected number, received boolean");
        assertThat(cross(PORT, "null")).isEqualTo("null");
        assertThat(crossOfAbsence(PORT))
                .isEqualTo("✖ Invalid input: expected number, received undefined");
    }

    @Test
    void aJsonTextIsReadAndItsValueKept() {
        Schema schema = record(any()).orJsonText();
        assertThat(cross(schema, "{'a':1}")).isEqualTo("{\"a\":1}");
        assertThat(cross(schema, "'{\\\"a\\\": 1.50}'")).isEqualTo("{\"a\":1.50}");
        assertThat(cross(schema, "'[1]'"))
                .isEqualTo("✖ Invalid input: expected record, received array");
        assertThat(cross(schema, "5"))
                .isEqualTo("✖ Invalid input: expected record, received number");
    }

    @Test
    void aJsonTextThatDoesNotParseSaysWhere() {
        Schema schema = record(any()).orJsonText();
        assertThat(cross(schema, "''")).isEqualTo("✖ Unexpected end of JSON input");
        assertThat(cross(schema, "'  '")).isEqualTo("✖ Unexpected end of JSON input");
        assertThat(cross(schema, "'{'")).isEqualTo("✖ Unexpected end of JSON input");
        assertThat(cross(schema, "'x'"))
                .isEqualTo("✖ Unexpected token 'x', \"x\" is not valid JSON");
        assertThat(cross(schema, "'{} x'"))
                .isEqualTo("✖ Unexpected token 'x', \"{} x\" is not valid JSON");
    }

    @Test
    void aJsonTextThatNestsTooDeepIsAnIssue() {
        assertThat(cross(any().orJsonText(), "'" + "[".repeat(10_000) + "'"))
                .isEqualTo("✖ JSON text is nested too deep or holds too long a number");
    }

    @Test
    void aRefinementRunsAfterTheNodeFitsOnly() {
        Schema schema =
                object(member("a", string()))
                        .refined(Refinement.of(value -> value.size() > 5, "too few"));
        assertThat(cross(schema, "{'a':'x'}")).isEqualTo("✖ too few");
        assertThat(cross(schema, "{'a':1}"))
                .isEqualTo("✖ Invalid input: expected string, received number\n  → at a");
        assertThat(crossOfAbsence(string().optional().refined(Refinement.of(_ -> false, "never"))))
                .isEqualTo("absent");
    }

    @Test
    void aRefinementNamesAPlaceBelow() {
        Schema labels =
                object(
                        member(
                                "labels",
                                array(
                                        string().refined(value ->
                                                value.stringValue().contains(" ")
                                                        ? List.of(
                                                                new Refinement.Violation(
                                                                        Path.ROOT,
                                                                        "The label "
                                                                                + value
                                                                                        .stringValue()
                                                                                + " cannot contain"
                                                                                + " spaces"))
                                                        : List.of()))));
        assertThat(cross(labels, "{'labels':['a','b c']}"))
                .isEqualTo("✖ The label b c cannot contain spaces\n  → at labels[1]");
        Schema below =
                object(member("a", string()))
                        .refined(_ ->
                                List.of(
                                        new Refinement.Violation(Path.ROOT.key("a"), "first"),
                                        new Refinement.Violation(Path.ROOT, "second")));
        assertThat(cross(below, "{'a':''}")).isEqualTo("✖ second\n✖ first\n  → at a");
    }

    @Test
    void refinementsRunInOrderAndTheNextOnlyAfterSuccess() {
        Schema schema =
                integer(0, 100)
                        .refined(Refinement.of(value -> value.asInt() % 2 == 0, "odd"))
                        .refined(Refinement.of(value -> value.asInt() > 10, "small"));
        assertThat(cross(schema, "3")).isEqualTo("✖ odd");
        assertThat(cross(schema, "4")).isEqualTo("✖ small");
        assertThat(cross(schema, "12")).isEqualTo("12");
    }
}
