package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Values.cross;
import static dev.patchbay.sdk.schema.Values.crossOfAbsence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.DoubleNode;

class LeafTest {

    private static final Format HOSTNAME =
            new Format("hostname", "Invalid hostname", text -> !text.contains(" "));

    @ParameterizedTest
    @CsvSource({
        "1, number",
        "1.5, number",
        "true, boolean",
        "null, null",
        "'[]', array",
        "'{}', object"
    })
    void aStringIsNothingElse(String value, String received) {
        assertThat(cross(Schemas.string(), value))
                .isEqualTo("✖ Invalid input: expected string, received " + received);
    }

    @Test
    void absenceIsUndefined() {
        assertThat(crossOfAbsence(Schemas.string()))
                .isEqualTo("✖ Invalid input: expected string, received undefined");
        assertThat(cross(Schemas.object(Schemas.member("from", Schemas.string())), "{}"))
                .isEqualTo("✖ Invalid input: expected string, received undefined\n  → at from");
        assertThat(crossOfAbsence(Schemas.number()))
                .isEqualTo("✖ Invalid input: expected number, received undefined");
        assertThat(crossOfAbsence(Schemas.bool()))
                .isEqualTo("✖ Invalid input: expected boolean, received undefined");
        assertThat(crossOfAbsence(Schemas.object()))
                .isEqualTo("✖ Invalid input: expected object, received undefined");
        assertThat(crossOfAbsence(Schemas.array(Schemas.any())))
                .isEqualTo("✖ Invalid input: expected array, received undefined");
        assertThat(crossOfAbsence(Schemas.record(Schemas.any())))
                .isEqualTo("✖ Invalid input: expected record, received undefined");
        assertThat(crossOfAbsence(Schemas.literal("a")))
                .isEqualTo("✖ Invalid input: expected \"a\"");
        assertThat(crossOfAbsence(Schemas.enumeration("a", "b")))
                .isEqualTo("✖ Invalid option: expected one of \"a\"|\"b\"");
        assertThat(crossOfAbsence(Schemas.union(Schemas.string(), Schemas.bool())))
                .isEqualTo("✖ Invalid input");
        assertThat(crossOfAbsence(Schemas.any())).isEqualTo("absent");
    }

    @Test
    void lengthsCountAtBothEnds() {
        Schema schema = Schemas.string(1, 3);
        assertThat(cross(schema, "''"))
                .isEqualTo("✖ Too small: expected string to have >=1 characters");
        assertThat(cross(schema, "'a'")).isEqualTo("\"a\"");
        assertThat(cross(schema, "'abc'")).isEqualTo("\"abc\"");
        assertThat(cross(schema, "'abcd'"))
                .isEqualTo("✖ Too big: expected string to have <=3 characters");
        assertThat(cross(Schemas.string(1), "''"))
                .isEqualTo("✖ Too small: expected string to have >=1 characters");
        assertThat(cross(Schemas.string(0, 10), "'12345678901'"))
                .isEqualTo("✖ Too big: expected string to have <=10 characters");
        assertThat(cross(Schemas.string(0, 512), "'" + "x".repeat(513) + "'"))
                .isEqualTo("✖ Too big: expected string to have <=512 characters");
    }

    @Test
    void lengthsAreUtf16Units() {
        assertThat(cross(Schemas.string(0, 1), "'\uD83D\uDE00'"))
                .isEqualTo("✖ Too big: expected string to have <=1 characters");
        assertThat(cross(Schemas.string(2, 2), "'\uD83D\uDE00'")).isEqualTo("\"\uD83D\uDE00\"");
    }

    @Test
    void aFormatIsCheckedBesideTheLength() {
        Schema url =
                Schemas.string(
                        new Format("url", "Invalid URL", text -> text.startsWith("https://")));
        assertThat(cross(url, "'ftp://x'")).isEqualTo("✖ Invalid URL");
        assertThat(cross(url, "'https://x'")).isEqualTo("\"https://x\"");
        assertThat(cross(Schemas.string(Format.pattern("^[a-z]+$")), "'A'"))
                .isEqualTo("✖ Invalid string: must match pattern /^[a-z]+$/");
        assertThat(cross(Schemas.string(Format.pattern("[a-z]")), "'1a1'")).isEqualTo("\"1a1\"");
        Schema short2 = new Schema.Text(0, 2, HOSTNAME);
        assertThat(cross(short2, "'a b'"))
                .isEqualTo("✖ Too big: expected string to have <=2 characters\n✖ Invalid hostname");
        Schema mail =
                Schemas.string(
                        new Format("email", "Invalid email address", text -> text.contains("@")));
        assertThat(cross(mail, "'bob'")).isEqualTo("✖ Invalid email address");
    }

    @Test
    void numbersCountAtBothEnds() {
        Schema port = Schemas.number(1.0, 65535.0);
        assertThat(cross(port, "0")).isEqualTo("✖ Too small: expected number to be >=1");
        assertThat(cross(port, "1")).isEqualTo("1");
        assertThat(cross(port, "65535")).isEqualTo("65535");
        assertThat(cross(port, "65535.5")).isEqualTo("✖ Too big: expected number to be <=65535");
        assertThat(cross(Schemas.number(1.0, 100.0), "101"))
                .isEqualTo("✖ Too big: expected number to be <=100");
        assertThat(cross(Schemas.number(0.5, null), "0.25"))
                .isEqualTo("✖ Too small: expected number to be >=0.5");
        assertThat(cross(Schemas.number(null, 0.5), "-1e300")).isEqualTo("-1E+300");
    }

    @Test
    void numbersKeepTheirForm() {
        assertThat(cross(Schemas.number(), "587")).isEqualTo("587");
        assertThat(cross(Schemas.number(), "587.0")).isEqualTo("587.0");
        assertThat(cross(Schemas.number(), "0.10")).isEqualTo("0.10");
        assertThat(cross(Schemas.number(), "12345678901234567890"))
                .isEqualTo("12345678901234567890");
    }

    @Test
    void anIntegerHasNoFraction() {
        Schema schema = Schemas.integer(0, 10);
        assertThat(cross(schema, "1.5"))
                .isEqualTo("✖ Invalid input: expected int, received number");
        assertThat(cross(schema, "2.0")).isEqualTo("2.0");
        assertThat(cross(schema, "11")).isEqualTo("✖ Too big: expected number to be <=10");
        assertThat(cross(schema, "-1")).isEqualTo("✖ Too small: expected number to be >=0");
        assertThat(cross(schema, "'1'"))
                .isEqualTo("✖ Invalid input: expected number, received string");
    }

    @Test
    void aNumberIsOne() {
        assertThat(
                        CrossTexts.print(
                                Schemas.number().parse(DoubleNode.valueOf(Double.NaN)).issues()))
                .isEqualTo("✖ Invalid input: expected number, received NaN");
    }

    @Test
    void aBooleanIsNoText() {
        assertThat(cross(Schemas.bool(), "true")).isEqualTo("true");
        assertThat(cross(Schemas.bool(), "'true'"))
                .isEqualTo("✖ Invalid input: expected boolean, received string");
        assertThat(cross(Schemas.bool(), "0"))
                .isEqualTo("✖ Invalid input: expected boolean, received number");
    }

    @Test
    void anythingIsKeptAsItIs() {
        assertThat(cross(Schemas.any(), "{'a':[null,1.50]}")).isEqualTo("{\"a\":[null,1.50]}");
        assertThat(cross(Schemas.any(), "null")).isEqualTo("null");
    }

    @Test
    void literalsAndOptionsAreExact() {
        assertThat(cross(Schemas.literal("a"), "'a'")).isEqualTo("\"a\"");
        assertThat(cross(Schemas.literal("a"), "'A'")).isEqualTo("✖ Invalid input: expected \"a\"");
        assertThat(cross(Schemas.literal("a"), "1")).isEqualTo("✖ Invalid input: expected \"a\"");
        assertThat(cross(Schemas.enumeration("a", "b"), "'b'")).isEqualTo("\"b\"");
        assertThat(cross(Schemas.enumeration("a", "b"), "'c'"))
                .isEqualTo("✖ Invalid option: expected one of \"a\"|\"b\"");
        assertThat(cross(Schemas.enumeration("a", "b"), "null"))
                .isEqualTo("✖ Invalid option: expected one of \"a\"|\"b\"");
        assertThat(
                        cross(
                                Schemas.object(
                                        Schemas.member(
                                                "connectorType",
                                                Schemas.enumeration("all", "alerts", "cases"))),
                                "{}"))
                .isEqualTo(
                        "✖ Invalid option: expected one of \"all\"|\"alerts\"|\"cases\"\n"
                                + "  → at connectorType");
    }
}
