package dev.patchbay.engine.template;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.discriminated;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contract templating.md, sections 1 and 5: which strings of params are templates. */
class ParamsRendererTest {

    private static final ParamsRenderer RENDERER = new ParamsRenderer(TemplateFixture.TEMPLATES);
    private static final String VARIABLES =
            "{\"rule\":{\"name\":\"a \\\"q\\\" <*_>\",\"tags\":[\"t1\",\"t2\",7]},"
                    + "\"context\":{\"value\":12,\"rule\":{\"severity\":\"high\"}}}";

    private static Operation operation(String name, Schema params) {
        return new Operation(
                name,
                Idempotency.REPEATABLE,
                params,
                Check.NONE,
                _ -> new Outcome.Ok(Optional.empty()));
    }

    private static ConnectorType type(ParamsRendering rendering, Operations operations) {
        return ConnectorType.named(".test", "Test").rendering(rendering).operations(operations);
    }

    private static ConnectorType single(ParamsRendering rendering, Schema params) {
        return type(rendering, new Operations.Single(operation("run", params)));
    }

    private static RenderedParams render(ConnectorType type, String params) {
        return RENDERER.render(
                type, (ObjectNode) Json.read(params), TemplateFixture.variables(VARIABLES));
    }

    private static String rendered(ConnectorType type, String params) {
        return render(type, params).params().toString();
    }

    @Test
    void byDefaultEveryStringIsRenderedUnescaped() {
        ConnectorType type = single(new ParamsRendering.EveryString(), any());
        assertThat(
                        rendered(
                                type,
                                "{\"documents\":[{\"{{k}}\":\"{{context.value}}\",\"n\":1,\"b\":true,"
                                    + "\"z\":null,\"l\":[[\"{{rule.name}}\"]]}],\"e\":\"\"}"))
                .isEqualTo(
                        "{\"documents\":[{\"{{k}}\":\"12\",\"n\":1,\"b\":true,"
                                + "\"z\":null,\"l\":[[\"a \\\"q\\\" <*_>\"]]}],\"e\":\"\"}");
    }

    @Test
    void annotationsChooseTheEscapeOfAString() {
        ConnectorType email =
                single(
                        new ParamsRendering.EveryString(),
                        object(
                                member("subject", string()),
                                member("message", string().template(EscapeMode.MARKDOWN)),
                                member(
                                        "messageHTML",
                                        string().template(EscapeMode.HTML).nullable().optional())));
        assertThat(
                        rendered(
                                email,
                                "{\"subject\":\"{{rule.name}}\",\"message\":\"{{rule.name}}\","
                                        + "\"messageHTML\":\"{{rule.name}}\"}"))
                .isEqualTo(
                        "{\"subject\":\"a \\\"q\\\" <*_>\",\"message\":\"a \\\"q\\\""
                            + " <\\\\*\\\\_>\",\"messageHTML\":\"a &quot;q&quot; &lt;*_&gt;\"}");
    }

    @Test
    void annotatedStringsAloneLeaveTheRestRaw() {
        ConnectorType http =
                single(
                        new ParamsRendering.AnnotatedStrings(),
                        object(
                                member("body", string().template(EscapeMode.JSON).optional()),
                                member("method", string()),
                                member(
                                        "query",
                                        record(string().template(EscapeMode.JSON)).optional()),
                                member("n", number().optional())));
        assertThat(
                        rendered(
                                http,
                                "{\"body\":\"{{rule.name}}\",\"method\":\"{{m}}\",\"n\":2,"
                                    + "\"query\":{\"{{k}}\":\"{{context.value}}\"},\"x\":\"{{y}}\"}"))
                .isEqualTo(
                        "{\"body\":\"a \\\\\\\"q\\\\\\\" <*_>\",\"method\":\"{{m}}\",\"n\":2,"
                                + "\"query\":{\"{{k}}\":\"12\"},\"x\":\"{{y}}\"}");
    }

    @Test
    void onlyAnnotatedStringsAreLeftOverUnlessTheyAreEmpty() {
        ConnectorType webhook =
                single(
                        new ParamsRendering.OnlyAnnotatedStrings(),
                        openObject(member("body", string().template(EscapeMode.JSON).optional())));
        assertThat(rendered(webhook, "{\"body\":\"{{context.value}}\",\"other\":\"{{x}}\"}"))
                .isEqualTo("{\"body\":\"12\"}");
        assertThat(rendered(webhook, "{\"body\":\"\",\"other\":\"{{x}}\"}"))
                .isEqualTo("{\"body\":\"\",\"other\":\"{{x}}\"}");
        assertThat(rendered(webhook, "{\"other\":\"{{x}}\",\"n\":1}"))
                .isEqualTo("{\"other\":\"{{x}}\",\"n\":1}");
    }

    @Test
    void subActionsOfOneSchemaHaveTheirOwnEscapes() {
        Schema post =
                object(
                        member("channels", array(string())),
                        member("text", string().template(EscapeMode.SLACK)));
        Schema blocks = object(member("text", string().template(EscapeMode.JSON)));
        ConnectorType slackApi =
                type(
                        new ParamsRendering.AnnotatedStrings(),
                        new Operations.Discriminated(
                                discriminated(
                                        "subAction",
                                        Map.of(
                                                "postMessage",
                                                object(
                                                        member("subAction", literal("postMessage")),
                                                        member("subActionParams", post)),
                                                "postBlockkit",
                                                object(
                                                        member(
                                                                "subAction",
                                                                literal("postBlockkit")),
                                                        member("subActionParams", blocks)))),
                                Map.of()));
        assertThat(
                        rendered(
                                slackApi,
                                "{\"subAction\":\"postMessage\",\"subActionParams\":"
                                        + "{\"channels\":[\"{{c}}\"],\"text\":\"{{rule.name}}\"}}"))
                .isEqualTo(
                        "{\"subAction\":\"postMessage\",\"subActionParams\":"
                                + "{\"channels\":[\"{{c}}\"],\"text\":\"`a \\\"q\\\" <*_>`\"}}");
        assertThat(
                        rendered(
                                slackApi,
                                "{\"subAction\":\"postBlockkit\",\"subActionParams\":"
                                        + "{\"text\":\"{{rule.name}}\"}}"))
                .contains("\"text\":\"a \\\\\\\"q\\\\\\\" <*_>\"");
        String other =
                "{\"subAction\":\"validChannelId\",\"subActionParams\":{\"text\":\"{{x}}\"}}";
        assertThat(rendered(slackApi, other)).isEqualTo(other);
    }

    @Test
    void subActionsOfTheFrameworkAreFoundByName() {
        ConnectorType llm =
                type(
                        new ParamsRendering.AnnotatedStrings(),
                        Operations.SubActions.of(
                                List.of(
                                        operation(
                                                "run",
                                                object(
                                                        member(
                                                                "body",
                                                                string().template(EscapeMode.JSON)),
                                                        member("model", string().optional()))),
                                        operation("invokeAI", any()))));
        assertThat(
                        rendered(
                                llm,
                                "{\"subAction\":\"run\",\"subActionParams\":{\"body\":\"{{rule.name}}\","
                                    + "\"model\":\"{{x}}\"}}"))
                .isEqualTo(
                        "{\"subAction\":\"run\",\"subActionParams\":"
                                + "{\"body\":\"a \\\\\\\"q\\\\\\\" <*_>\",\"model\":\"{{x}}\"}}");
        String raw =
                "{\"subAction\":\"invokeAI\",\"subActionParams\":{\"body\":\"{{rule.name}}\"}}";
        assertThat(rendered(llm, raw)).isEqualTo(raw);
    }

    @Test
    void unionsAreWalkedByWhatFitsOrByKind() {
        ConnectorType type =
                single(
                        new ParamsRendering.AnnotatedStrings(),
                        object(
                                member(
                                        "to",
                                        union(
                                                array(string().template(EscapeMode.NONE)),
                                                string(3, 4).template(EscapeMode.HTML)))));
        assertThat(rendered(type, "{\"to\":[\"{{rule.name}}\"]}"))
                .isEqualTo("{\"to\":[\"a \\\"q\\\" <*_>\"]}");
        assertThat(rendered(type, "{\"to\":\"{{rule.name}}\"}"))
                .isEqualTo("{\"to\":\"a &quot;q&quot; &lt;*_&gt;\"}");
    }

    @Test
    void jsonInATextIsKeptWholeWithAWarning() {
        ConnectorType type =
                single(
                        new ParamsRendering.EveryString(),
                        object(member("body", string().jsonTemplate().optional())));
        RenderedParams broken = render(type, "{\"body\":\"{\\\"r\\\":\\\"{{rule.name}}\\\"}\"}");
        assertThat(broken.params().get("body").stringValue())
                .isEqualTo("{\"r\":\"a \\\"q\\\" <*_>\"}");
        assertThat(broken.warnings())
                .containsExactly(
                        new RenderWarning(
                                "body",
                                "the rendered text is not JSON; its values were inserted"
                                        + " JSON-escaped"));

        RenderedParams fine = render(type, "{\"body\":\"{\\\"v\\\":{{context.value}}}\"}");
        assertThat(fine.params().get("body").stringValue()).isEqualTo("{\"v\":12}");
        assertThat(fine.warnings()).isEmpty();

        RenderedParams hopeless = render(type, "{\"body\":\"{{rule.name}\"}");
        assertThat(hopeless.params().get("body").stringValue())
                .isEqualTo(
                        "error rendering mustache template \"{{rule.name}\": Unclosed tag at 12");
        assertThat(render(type, "{\"body\":\"[{{rule.name}}]\"}").params().toString())
                .isEqualTo("{\"body\":\"[a \\\"q\\\" <*_>]\"}");
    }

    @Test
    void anErrorStaysInItsString() {
        ConnectorType type = single(new ParamsRendering.EveryString(), any());
        RenderedParams result =
                render(
                        type,
                        "{\"a\":\"{{rule.name\",\"l\":[{\"b\":\"{{context.value}}{{#EvalMath}}x{{/EvalMath}}\"}]}");
        assertThat(result.params().path("a").stringValue())
                .isEqualTo("error rendering mustache template \"{{rule.name\": Unclosed tag at 11");
        assertThat(result.params().at("/l/0/b").stringValue())
                .startsWith("12error evaluating tinymath expression");
        assertThat(result.warnings())
                .extracting(RenderWarning::path)
                .containsExactly("a", "l[0].b");
        assertThat(result.unknownVariables()).isEmpty();
    }

    @Test
    void namesWithoutAVariableAreReported() {
        ConnectorType type = single(new ParamsRendering.EveryString(), any());
        RenderedParams result =
                render(
                        type,
                        "{\"a\":\"{{rule.nmae}}{{#nope}}x{{/nope}}{{rule.name}}{{EvalMath}}\"}");
        assertThat(result.unknownVariables()).containsExactly("rule.nmae", "nope");
    }

    @Test
    void aTypeOfItsOwnSeesVariablesAndRendersTexts() {
        ParamsRendering opsgenie =
                new ParamsRendering.Own((params, templates) -> {
                    ObjectNode rendered = templates.everyString(params);
                    rendered.put(
                            "severity",
                            templates.text("{{context.rule.severity}}", EscapeMode.NONE));
                    rendered.set("tags", templates.variable("rule.tags"));
                    rendered.put("all", Json.write(templates.variables()));
                    return rendered;
                });
        ConnectorType type = single(opsgenie, any());
        String given = "{\"x\":\"{{context.value}}\"}";
        ObjectNode params = (ObjectNode) Json.read(given);
        RenderedParams result =
                RENDERER.render(type, params, TemplateFixture.variables("{\"a.b\":1}"));
        assertThat(params.toString()).isEqualTo(given);
        assertThat(result.params().path("all").stringValue()).isEqualTo("{\"a.b\":1}");
        assertThat(rendered(type, given))
                .startsWith("{\"x\":\"12\",\"severity\":\"high\",\"tags\":[\"t1\",\"t2\",7],");
    }

    @Test
    void theStringsOfOneActionShareTheLimits() {
        ConnectorType type = single(new ParamsRendering.EveryString(), any());
        ObjectNode params = Json.object();
        for (int i = 0; i < 200; i++) {
            params.put("p" + i, "{{#l}}{{#l}}{{.}}{{/l}}{{/l}}");
        }
        String hundred = "{\"l\":[" + "1,".repeat(99) + "1]}";
        RenderedParams result = RENDERER.render(type, params, TemplateFixture.variables(hundred));
        assertThat(result.params().path("p0").stringValue()).hasSize(10_000);
        assertThat(result.params().path("p199").stringValue())
                .endsWith("rendering takes more than 1000000 steps");
    }
}
