package dev.patchbay.engine.template;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.ConnectorTypeBuilder;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** What the author of a template is told; injected params; templates in a connector's config. */
class TemplatePreviewTest {

    private static final TemplatePreview PREVIEW =
            new TemplatePreview(new ParamsRenderer(TemplateFixture.TEMPLATES));

    private static ConnectorTypeBuilder named(String id) {
        return ConnectorType.named(id, "Test");
    }

    private static ConnectorType type(ConnectorTypeBuilder builder) {
        return builder.operations(
                new Operations.Single(
                        new Operation(
                                "run",
                                Idempotency.REPEATABLE,
                                object(
                                        member("body", string().template(EscapeMode.JSON)),
                                        member("other", string().optional())),
                                Check.NONE,
                                _ -> new Outcome.Ok(Optional.empty()))));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text);
    }

    @Test
    void tellsWhatWouldBeSentAndWhatIsWrong() {
        RenderedParams preview =
                PREVIEW.preview(
                        type(named(".t")),
                        Optional.empty(),
                        json(
                                "{\"body\":\"{\\\"r\\\":\\\"{{{rule.name}}}\\\",\\\"v\\\":\\\"{{nope}}\\\"}\","
                                    + "\"other\":\"{{#FormatDate}}{{/FormatDate}}{{oops\"}"),
                        json("{\"rule\":{\"name\":\"a \\\"q\\\"\"}}"));
        assertThat(preview.params().path("body").stringValue())
                .isEqualTo("{\"r\":\"a \"q\"\",\"v\":\"\"}");
        assertThat(preview.warnings())
                .containsExactly(
                        new RenderWarning("body", "the rendered text is not JSON"),
                        new RenderWarning(
                                "other",
                                "error rendering mustache template"
                                        + " \"{{#FormatDate}}{{/FormatDate}}{{oops\":"
                                        + " Unclosed tag at 36"));
        assertThat(preview.unknownVariables()).containsExactly("nope");
        assertThat(preview.toString()).isEqualTo("RenderedParams[2 warnings]");
    }

    @Test
    void lambdaErrorsAreWarningsOfTheirPath() {
        RenderedParams preview =
                PREVIEW.preview(
                        type(named(".t")),
                        Optional.empty(),
                        json("{\"body\":\"{{#FormatDate}} {{/FormatDate}}\"}"),
                        json("{}"));
        assertThat(preview.params().path("body").stringValue()).isEqualTo("date is empty");
        assertThat(preview.warnings())
                .containsExactly(new RenderWarning("body", "mustache render error: date is empty"));
    }

    @Test
    void systemTypesAreNotRendered() {
        ObjectNode params = json("{\"body\":\"{{x}}\"}");
        RenderedParams preview =
                PREVIEW.preview(
                        type(named(".cases").system()),
                        Optional.empty(),
                        params,
                        json("{\"x\":1}"));
        assertThat(preview.params()).isEqualTo(params).isNotSameAs(params);
    }

    @Test
    void mailGetsAFooterLinkAndAPageTheLinkToItsRule() {
        ObjectNode params = json("{\"links\":[{\"href\":\"h\",\"text\":\"t\"}]}");
        Optional<String> url = Optional.of("https://p.example/r");
        assertThat(InjectedParams.inject(".pagerduty", params, "", url, "a {{b}} \"c\"").toString())
                .isEqualTo(
                        "{\"links\":[{\"href\":\"https://p.example/r\",\"text\":\"Elastic Rule"
                            + " \\\"a {{b}} \\\"c\\\"\\\"\"},{\"href\":\"h\",\"text\":\"t\"}]}");
        assertThat(
                        InjectedParams.inject(".pagerduty", json("{\"links\":\"x\"}"), "", url, "n")
                                .toString())
                .isEqualTo(
                        "{\"links\":[{\"href\":\"https://p.example/r\",\"text\":\"Elastic Rule"
                                + " \\\"n\\\"\"}]}");
        assertThat(InjectedParams.inject(".pagerduty", params, "", Optional.empty(), "n"))
                .isEqualTo(params);
        assertThat(InjectedParams.inject(".email", json("{}"), "/s/a/r", url, "n").toString())
                .isEqualTo(
                        "{\"kibanaFooterLink\":{\"path\":\"/s/a/r\",\"text\":\"View rule in"
                                + " Kibana\"}}");
        assertThat(InjectedParams.inject(".slack", params, "", url, "n")).isEqualTo(params);
    }

    @Test
    void templatesOfAConfigInsertEncodedValuesWhateverTheBraces() {
        var renderer = TemplateFixture.TEMPLATES.valueRenderer();
        ObjectNode values =
                json(
                        "{\"case\":{\"title\":\"\\\"a \\\\\\\"q\\\\\\\""
                            + " <b>\\\"\",\"tags\":\"[\\\"x\\\",\\\"y\\\"]\","
                            + "\"description\":\"\\\"\\\"\"},\"external\":{\"system\":{\"id\":\"a%2Fb\"}},"
                            + "\"d.k\":\"x\"}");
        assertThat(renderer.render("{\"summary\":{{case.title}}}", values))
                .isEqualTo("{\"summary\":\"a \\\"q\\\" <b>\"}");
        assertThat(renderer.render("{\"summary\":{{{case.title}}}}", values))
                .isEqualTo("{\"summary\":\"a \\\"q\\\" <b>\"}");
        assertThat(
                        renderer.render(
                                "{\"labels\":{{&case.tags}},\"d\":{{case.description}}}", values))
                .isEqualTo("{\"labels\":[\"x\",\"y\"],\"d\":\"\"}");
        assertThat(renderer.render("https://c.net/issue/{{external.system.id}}", values))
                .isEqualTo("https://c.net/issue/a%2Fb");
        assertThat(renderer.render("[{{d.k}}][{{#EncodeURI}}x{{/EncodeURI}}]", values))
                .isEqualTo("[][]");
        assertThat(renderer.render("{{case.title}", values))
                .isEqualTo(
                        "error rendering mustache template \"{{case.title}\": Unclosed tag at 13");
    }
}
