package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract templating.md, sections 7.1, 7.3, 7.4 and 7.5. */
class LambdasTest {

    private static final String CONTEXT =
            "{\"context\":{\"a\":{\"b\":1},\"c\":{\"d\":2},\"value\":12.3456}}";

    private static String render(String template, String variables) {
        return TemplateFixture.render(template, variables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{{#EvalMath}} 1 + 0 {{/EvalMath}} ~ 1",
                "{{#EvalMath}} 1 + context.a.b {{/EvalMath}} ~ 2",
                "{{#context}}{{#EvalMath}} 1 + c.d {{/EvalMath}}{{/context}} ~ 3",
                "{{#EvalMath}} round(context.value, 1) {{/EvalMath}} ~ 12.3",
                "{{#EvalMath}} nope + 1 {{/EvalMath}} ~ error evaluating tinymath expression \"nope"
                        + " + 1\": Unknown variable: nope",
                "{{#EvalMath}} ) 1 ++++ 0 ( {{/EvalMath}} ~ error evaluating tinymath expression"
                        + " \") 1 ++++ 0 (\": Failed to parse expression. Expected \"(\", function,"
                        + " literal, or whitespace but \")\" found.",
                "{{#EvalMath}} 1/0 {{/EvalMath}} ~ error evaluating tinymath expression \"1/0\":"
                        + " Cannot divide by 0",
                "{{#EvalMath}} {{context.a.b}} + {{context.c.d}} {{/EvalMath}} ~ 3",
            })
    void evalMath(String template, String expected) {
        assertThat(render(template, CONTEXT)).isEqualTo(expected);
    }

    @Test
    void evalMathSeesTheViewOnTopOnly() {
        assertThat(
                        render(
                                "{{#context}}{{#EvalMath}}context.value{{/EvalMath}}{{/context}}",
                                CONTEXT))
                .endsWith("Unknown variable: context.value");
    }

    @Test
    void errorsAreResultsAndWarnings() {
        Rendered rendered =
                TemplateFixture.rendered(
                        "a {{#EvalMath}}nope{{/EvalMath}} b", EscapeMode.NONE, "{}");
        String error = "error evaluating tinymath expression \"nope\": Unknown variable: nope";
        assertThat(rendered.text()).isEqualTo("a " + error + " b");
        assertThat(rendered.warnings()).containsExactly("mustache render error: " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "1;; ~ 1",
                "42.0; en-US; style: currency, currency: EUR ~ €42.00",
                "1000; de-DE; ~ 1.000",
                "1000;; notation: compact, compactDisplay: short, ~ 1K",
                "1000;; currency: EUR, style: currency, currencyDisplay: name ~ 1,000.00 euros",
                "-1;; currency: EUR, style: currency, currencySign: accounting ~ (€1.00)",
                "1000;; notation: engineering ~ 1E3",
                "1;; numberingSystem: fullwide ~ １",
                "1;; signDisplay: always ~ +1",
                "1;; style: percent ~ 100%",
                "1;; style: unit, unit: acre-per-liter ~ 1 ac/L",
                "1;; style: unit, unit: petabyte, unitDisplay: narrow ~ 1PB",
                "1000;; useGrouping: false ~ 1000",
                "1;; minimumIntegerDigits: 7 ~ 0,000,001",
                "1.234;; maximumFractionDigits: 2 ~ 1.23",
                "123456;; maximumSignificantDigits: 4 ~ 123,500",
                "1234.5678;; ~ 1,234.568",
                "1234567.891; fr-FR; ~ 1\u202f234\u202f567,891",
                "12abc;; ~ 12",
                "1;;style:percent:x ~ 100%",
                "2.5;;maximumFractionDigits: 0 ~ 3",
                "1; xx, de ; minimumFractionDigits: 1 ~ `1,0`",
                "1;2 ~ invalid format, missing semicolons: '1;2'",
                "x;; ~ invalid number: 'x'",
                "1;; a ~ invalid options: missing colon in option: 'a'",
                "1;; minimumIntegerDigits: 0 ~ error formatting number: minimumIntegerDigits value"
                        + " is out of range.",
                "1;; compactDisplay: uhuh ~ error formatting number: Value uhuh out of range for"
                        + " Intl.NumberFormat options property compactDisplay",
                "1;; style: currency ~ error formatting number: Currency code is required with"
                        + " currency style.",
                "1;; style: currency, currency: 12 ~ error formatting number: Invalid currency code"
                        + " : 12",
                "1;; style: unit, unit: zork ~ error formatting number: Invalid unit argument for"
                        + " Intl.NumberFormat() 'zork'",
                "1; en_US; ~ error formatting number: Incorrect locale information provided",
            })
    void formatNumber(String input, String expected) {
        assertThat(render("{{#FormatNumber}} " + input + " {{/FormatNumber}}", "{}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{a: 1} ~ {\"a\":1}",
                "^a: 1\nb: x y^ ~ {\"a\":1,\"b\":\"x y\"}",
                "{a: {b:1}, c: [1,2,]} ~ {\"a\":{\"b\":1},\"c\":[1,2]}",
                "^[1 2\n3]^ ~ [\"1 2\",3]",
                "{a: 'q'} ~ {\"a\":\"q\"}",
                "^{a: '''\n    one\n      two\n    '''}^ ~ {\"a\":\"one\\n  two\"}",
                "^# a\n// b\n/* c */ d: 1^ ~ {\"d\":1}",
                "^^ ~ {}",
                "[1,2,3,,] ~ error parsing Hjson \"[1,2,3,,]\": Found a punctuator character ','"
                        + " when expecting a quoteless string (check your syntax) at line 1,7"
                        + " >>>1,2,3,,] ...",
                "{a: tru e} ~ error parsing Hjson \"{a: tru e}\": End of input while parsing an"
                        + " object (missing '}') at line 1,10 >>>a: tru e} ...",
            })
    void parseHjson(String hjson, String expected) {
        assertThat(render("{{#ParseHjson}} " + hjson + " {{/ParseHjson}}", "{}"))
                .isEqualTo(expected);
    }

    @Test
    void parseHjsonMakesAValidBodyOfQuotedPlaceholders() {
        assertThat(
                        TemplateFixture.render(
                                "{{#ParseHjson}}{name: \"{{rule.name}}\", last: 1,}{{/ParseHjson}}",
                                EscapeMode.JSON,
                                "{\"rule\":{\"name\":\"a \\\"q\\\"\"}}"))
                .isEqualTo("{\"name\":\"a \\\"q\\\"\",\"last\":1}");
    }

    @Test
    void hjsonNestingIsBounded() {
        String deep = "[".repeat(100_000);
        assertThat(render("{{#ParseHjson}}" + deep + "{{/ParseHjson}}", "{}"))
                .contains("Nesting exceeds 250 levels at line 1,250");
    }

    @Test
    void encodeUri() {
        String v = "{\"u\":\"https://a.b/c d?x=é&y=[1]#-_.!~*'()\"}";
        assertThat(render("{{#EncodeURI}}{{u}}{{/EncodeURI}}", v))
                .isEqualTo("https://a.b/c%20d?x=%C3%A9&y=%5B1%5D#-_.!~*'()");
        assertThat(render("{{#EncodeURIComponent}} {{u}}{{/EncodeURIComponent}}", v))
                .isEqualTo("%20https%3A%2F%2Fa.b%2Fc%20d%3Fx%3D%C3%A9%26y%3D%5B1%5D%23-_.!~*'()");
        String lone = "{\"u\":\"\\ud800\"}";
        assertThat(render("{{#EncodeURI}}{{u}}{{/EncodeURI}}", lone))
                .isEqualTo("error evaluating encodeURI(\"\ud800\"): URI malformed");
        assertThat(render("{{#EncodeURIComponent}}{{u}}{{/EncodeURIComponent}}", lone))
                .isEqualTo("error evaluating encodeURIComponent(\"\ud800\"): URI malformed");
    }

    @Test
    void lambdasNestInSectionsAndInEachOther() {
        assertThat(
                        render(
                                "{{#l}}{{#FormatNumber}}{{#EvalMath}}v *"
                                        + " 1000{{/EvalMath}};;{{/FormatNumber}} {{/l}}",
                                "{\"l\":[{\"v\":1},{\"v\":2.5}]}"))
                .isEqualTo("1,000 2,500 ");
        assertThat(
                        render(
                                "{{#EncodeURI}}{{#l}}{{#EncodeURI}}"
                                        + " {{.}}{{/EncodeURI}}{{/l}}{{/EncodeURI}}",
                                "{\"l\":[1,2]}"))
                .isEqualTo("%25201%25202");
    }

    @Test
    void innerTextHasDefaultDelimitersAndTheEscapeOfThePlace() {
        String v = "{\"x\":\"1 + 1\"}";
        assertThat(render("{{=<% %>=}}<%#EvalMath%>{{x}} + 1<%/EvalMath%>", v)).isEqualTo("3");
        assertThat(
                        TemplateFixture.render(
                                "{{#EncodeURI}}{{x}}{{/EncodeURI}}", EscapeMode.MARKDOWN, v))
                .isEqualTo("1%20%5C+%201");
        assertThat(
                        TemplateFixture.render(
                                "{{#EncodeURI}}{{{x}}}{{/EncodeURI}}", EscapeMode.MARKDOWN, v))
                .isEqualTo("1%20+%201");
    }

    @Test
    void escapedValuesSpoilADate() {
        String v = "{\"d\":\"2026-01-02\"}";
        assertThat(
                        TemplateFixture.render(
                                "{{#FormatDate}}{{d}};;L{{/FormatDate}}", EscapeMode.MARKDOWN, v))
                .isEqualTo("invalid date \"2026\\-01\\-02\"");
        assertThat(
                        TemplateFixture.render(
                                "{{#FormatDate}}{{{d}}};;L{{/FormatDate}}", EscapeMode.MARKDOWN, v))
                .isEqualTo("01/02/2026");
    }

    @Test
    void aParseErrorInsideALambdaFailsTheWholeString() {
        assertThat(render("{{=<% %>=}}<%#EvalMath%>{{x<%/EvalMath%>", "{}"))
                .isEqualTo(
                        "error rendering mustache template \"{{=<%"
                                + " %>=}}<%#EvalMath%>{{x<%/EvalMath%>\": Unclosed tag at 3");
    }

    @Test
    void dataHidesALambdaAndInvertedLambdasRenderNothing() {
        assertThat(render("{{#EvalMath}}x{{/EvalMath}}", "{\"EvalMath\":true}")).isEqualTo("x");
        assertThat(render("{{^EvalMath}}x{{/EvalMath}}", "{}")).isEmpty();
        assertThat(render("{{#evalmath}}x{{/evalmath}}", "{}")).isEmpty();
    }
}
