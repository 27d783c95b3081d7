package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract templating.md, sections 2 and 3: parser, lookup, sections, printing. */
class MustacheDialectTest {

    private static String render(String template, String variables) {
        return TemplateFixture.render(template, variables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{{a} ~ Unclosed tag at 4",
                "{{{a}} ~ Unclosed tag at 6",
                "{{#s}}a ~ Unclosed section \"s\" at 7",
                "{{/s}} ~ Unopened section \"s\" at 0",
                "{{#s}}{{/t}} ~ Unclosed section \"s\" at 6",
                "{{=a}} ~ Unclosed tag at 6",
                "{{=a=}} ~ Invalid tags: a",
                "😀{{/s}} ~ Unopened section \"s\" at 2",
            })
    void parseErrorsReadAsTheContractSays(String template, String error) {
        assertThat(Template.compile(template).error()).contains(error);
        assertThat(render(template, "{}"))
                .isEqualTo("error rendering mustache template \"" + template + "\": " + error);
    }

    @Test
    void theWholeErrorIsTheValueAndAWarning() {
        Rendered rendered = TemplateFixture.rendered("{{a}", EscapeMode.JSON, "{}");
        assertThat(rendered.text())
                .isEqualTo("error rendering mustache template \"{{a}\": Unclosed tag at 4");
        assertThat(rendered.warnings()).containsExactly(rendered.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{{name}} ~ `<v>`",
                "{{{name}}} ~ `<v>`",
                "{{&name}} ~ `<v>`",
                "{{#name}}in{{/name}} ~ in",
                "{{^name}}in{{/name}} ~ ``",
                "{{! anything }} ~ ``",
                "{{>name}} ~ ``",
                "{{=<% %>=}}<%name%>|<%{name}%>|{{name}} ~ `<v>|<v>|{{name}}`",
                "{{ #name }}a{{/ name}}{{# name }}b{{/name}} ~ ab",
                "{{}} ~ ``",
                "{{a b}} ~ spaced",
                "{{=a b c=}}anameb ~ `<v>`",
            })
    void everyTagDoesWhatTheTableSays(String template, String expected) {
        assertThat(render(template, "{\"name\":\"<v>\",\"a b\":\"spaced\"}")).isEqualTo(expected);
    }

    @Test
    void linesWithNothingButSilentTagsVanish() {
        assertThat(render("a\n  {{#s}}\n  b\n  {{/s}}\nc", "{\"s\":true}")).isEqualTo("a\n  b\nc");
        assertThat(render("a\r\n{{#s}}\r\nb\r\n{{/s}}\r\nc", "{\"s\":true}"))
                .isEqualTo("a\r\nb\r\nc");
        assertThat(render("{{! c }} {{#s}}\nx\n{{/s}}  ", "{\"s\":true}")).isEqualTo("x\n");
        assertThat(render(" {{x}}\n  \ny", "{}")).isEqualTo(" \n  \ny");
    }

    @Test
    void delimitersChangeInTheMiddleOfAJsonBody() {
        String template = "{\"a\":\"{{x}}\",{{=<< >>=}}\"b\":\"<<x>>\",\"c\":\"{{x}}\"}";
        assertThat(TemplateFixture.render(template, EscapeMode.JSON, "{\"x\":\"q\\\"\"}"))
                .isEqualTo("{\"a\":\"q\\\"\",\"b\":\"q\\\"\",\"c\":\"{{x}}\"}");
    }

    @Test
    void namesAreLookedUpFromTheInnermostView() {
        String v =
                "{\"context\":{\"hits\":[{\"_source\":{\"host\":{\"name\":\"h1\"}}}],"
                        + "\"n\":null,\"s\":\"abc\"},"
                        + "\"rule\":{\"name\":\"r\"},\"n\":\"outer\",\"a\":{\"b\":\"outer"
                        + " b\"}}";
        assertThat(render("{{context.hits.0._source.host.name}}", v)).isEqualTo("h1");
        assertThat(render("{{context.hits.length}}", v)).isEqualTo("1");
        assertThat(render("{{context.s.length}} {{context.s.0}}", v)).isEqualTo("3 a");
        assertThat(render("{{#context.s}}[{{length}}]{{/context.s}}", v)).isEqualTo("[]");
        assertThat(render("{{#context}}{{rule.name}}{{/context}}", v)).isEqualTo("r");
        assertThat(render("{{#context}}[{{n}}]{{/context}}", v)).isEqualTo("[]");
        assertThat(render("{{#context}}{{a.b}}{{/context}}", v)).isEqualTo("outer b");
        assertThat(render("[{{nope}}][{{a.nope}}][{{nope.a.b}}]", v)).isEqualTo("[][][]");
        assertThat(render("{{#nope}}x{{/nope}}{{^nope}}y{{/nope}}", v)).isEqualTo("y");
        assertThat(render("{{constructor}}{{toString}}{{__proto__}}", v)).isEmpty();
        assertThat(render("{{a.toString}}", v)).isEqualTo("{\"b\":\"outer b\"}");
        assertThat(render("{{a.toString}}", "{\"a\":{\"toString\":\"mine\"}}")).isEqualTo("mine");
        assertThat(render("{{context.0.x}}", "{\"context\":[{\"x\":5}]}")).isEqualTo("5");
    }

    @Test
    void aliasesOfSectionsOverAlerts() {
        String v =
                "{\"alerts\":{\"new\":{\"data\":[{\"kibana.alert.instance.id\":\"i1\"},"
                        + "{\"kibana\":{\"alert\":{\"instance\":{\"id\":\"i2\"}}}}]}}}";
        assertThat(
                        render(
                                "{{#alerts.new.data}}{{kibana.alert.instance.id}},"
                                        + " {{/alerts.new.data}}",
                                v))
                .isEqualTo("i1, i2, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "null ~ N",
                "false ~ N",
                "0 ~ N",
                "\"\" ~ N",
                "true ~ Y",
                "[] ~ N",
                "[1,2] ~ YY",
                "[0,null] ~ YY",
                "{} ~ Y",
                "\"x\" ~ Y",
                "3 ~ Y",
                "\"0\" ~ Y",
                "\"false\" ~ Y",
                "-0.0 ~ N",
                "1e400 ~ N",
            })
    void sectionsFollowJavaScriptsFalsiness(String value, String expected) {
        assertThat(render("{{#x}}Y{{/x}}{{^x}}N{{/x}}", "{\"x\":" + value + "}"))
                .isEqualTo(expected);
    }

    @Test
    void scalarsArePushedAsViews() {
        assertThat(render("{{#a}}{{.}}{{/a}}", "{\"a\":[1,\"b\",true,[2,3]]}"))
                .isEqualTo("1btrue2,3");
        assertThat(render("{{#a}}{{.}}{{/a}}", "{\"a\":\"text\"}")).isEqualTo("text");
        assertThat(render("{{#a}}{{b}}{{/a}}", "{\"a\":true,\"b\":1}")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"a.b\":2,\"a\":{\"x\":1}} ~ {{a.b}} {{a.x}} ~ 2 1",
                "{\"a\":{\"x\":1},\"a.b\":2} ~ {{a.b}} {{a.x}} ~ 2 1",
                "{\"a.b.c\":1,\"a\":{\"b\":{\"d\":2}}} ~ {{a.b.c}} {{a.b.d}} ~ 1 2",
                "{\"a\":1,\"a.b\":2} ~ {{a}} ~ {\"b\":2}",
                "{\"context\":[{\"_source\":{\"kibana.alert.rule.category\":\"M\"}}]} ~"
                        + " {{context.0._source.kibana.alert.rule.category}} ~ M",
                "{\"a\":{\"b\":{\"y\":2}},\"a.b\":{\"x\":1}} ~ {{a.b.x}}|{{a.b.y}} ~ 1|",
                "{\"a.__proto__.b\":1,\"a.constructor.c\":2} ~"
                        + " [{{a.__proto__.b}}][{{a.constructor.c}}] ~ [][2]",
                "{\"x.y\":1,\"z\":2} ~ {{.}} ~ {\"x.y\":1,\"z\":2,\"x\":{\"y\":1}}",
                "{\"a\":[1],\"a.0\":5} ~ {{a}} ~ 1",
                "{\"a..b\":1,\".c\":2} ~ {{a..b}}{{.c}} ~ 12",
            })
    void keysWithDotsBecomeNestedObjects(String variables, String template, String expected) {
        assertThat(render(template, variables)).isEqualTo(expected);
    }

    @Test
    void expansionNeverWritesIntoWhatWasGiven() {
        var given =
                (tools.jackson.databind.node.ObjectNode)
                        dev.patchbay.sdk.json.Json.read(
                                "{\"a.b\":{\"x\":1},\"a.b.c\":2,\"a\":{\"b\":{}}}");
        String before = given.toString();
        TemplateVariables variables = TemplateVariables.of(given);
        String text =
                TemplateFixture.TEMPLATES
                        .render("{{a.b.c}}|{{a.b.x}}|{{.}}", EscapeMode.NONE, variables)
                        .text();
        assertThat(text)
                .isEqualTo("2|1|{\"a.b\":{\"x\":1},\"a.b.c\":2,\"a\":{\"b\":{\"x\":1,\"c\":2}}}");
        assertThat(given.toString()).isEqualTo(before);
        assertThat(variables.given().toString()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"itself\" ~ itself",
                "1.0 ~ 1",
                "1e21 ~ 1e+21",
                "1e-7 ~ 1e-7",
                "-0 ~ 0",
                "-0.0 ~ 0",
                "123456789.125 ~ 123456789.125",
                "5e-324 ~ 5e-324",
                "1.7976931348623157e308 ~ 1.7976931348623157e+308",
                "0.000001 ~ 0.000001",
                "0.1 ~ 0.1",
                "100000000000000000000.0 ~ 100000000000000000000",
                "12345678901234567890 ~ 12345678901234567890",
                "true ~ true",
                "false ~ false",
                "null ~ ``",
                "{\"b\":1,\"a.c\":[]} ~ {\"b\":1,\"a.c\":[],\"a\":{\"c\":[]}}",
                "[1,[2,[3]],null,{\"x\":1}] ~ 1,2,3,,{\"x\":1}",
                "{\"n\":1e400,\"t\":\"\\u0001\\ud800\"} ~ {\"n\":null,\"t\":\"\\u0001\\ud800\"}",
            })
    void valuesPrintAsInJavaScript(String value, String expected) {
        assertThat(render("{{x}}", "{\"x\":" + value + "}")).isEqualTo(expected);
        assertThat(render("{{{x}}}", "{\"x\":" + value + "}")).isEqualTo(expected);
    }

    @Test
    void anObjectWithAToStringOfItsOwnPrintsAsJson() {
        // JavaScript throws "Cannot convert object to primitive value" here, which helps nobody.
        assertThat(render("{{x}}", "{\"x\":{\"toString\":1}}")).isEqualTo("{\"toString\":1}");
    }

    @Test
    void arraysOfferTheirJson() {
        String v = "{\"context\":{\"tags\":[\"a\",\"b\"]}}";
        assertThat(render("{{context.tags.asJSON}}", v)).isEqualTo("[\"a\",\"b\"]");
        assertThat(TemplateFixture.render("{{context.tags.asJSON}}", EscapeMode.JSON, v))
                .isEqualTo("[\\\"a\\\",\\\"b\\\"]");
        assertThat(TemplateFixture.render("{{{context.tags.asJSON}}}", EscapeMode.JSON, v))
                .isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void theWholeMapPrintsAsJsonWithoutLambdas() {
        assertThat(render("{{.}}", "{\"a\":1,\"b\":[2]}")).isEqualTo("{\"a\":1,\"b\":[2]}");
        assertThat(render("{{{.}}}", "{\"a\":1,\"b\":[2]}")).isEqualTo("{\"a\":1,\"b\":[2]}");
        assertThat(render("{{EvalMath}}", "{}")).isEmpty();
    }

    @Test
    void anEmptyTemplateIsTheEmptyString() {
        assertThat(TemplateFixture.rendered("", EscapeMode.NONE, "{}"))
                .isEqualTo(new Rendered("", java.util.List.of()));
    }
}
