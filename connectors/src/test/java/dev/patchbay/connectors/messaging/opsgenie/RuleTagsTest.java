package dev.patchbay.connectors.messaging.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RuleTagsTest {

    private static final JsonNode TAGS = Json.read("[\"a\",1,\"b\"]");

    @Test
    void thePlaceOfTheRulesTagsBecomesOneTagEach() {
        assertThat(
                        rendered(
                                "{'subAction':'createAlert','subActionParams':{'tags':"
                                        + "['x','{{rule.tags}}',2,' {{rule.tags}}']}}"))
                .isEqualTo(
                        object(
                                "{'subAction':'createAlert','subActionParams':{'tags':"
                                        + "['x',2,' {{rule.tags}}','a','b']},'rendered':true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'subAction':'createAlert','subActionParams':{'tags':['x']}}",
                "{'subAction':'createAlert','subActionParams':{'tags':'{{rule.tags}}'}}",
                "{'subAction':'createAlert','subActionParams':'{{rule.tags}}'}",
                "{'subAction':'closeAlert','subActionParams':{'tags':['{{rule.tags}}']}}"
            })
    void everythingElseIsOnlyRendered(String params) {
        assertThat(rendered(params)).isEqualTo(object(params).put("rendered", true));
    }

    private static ObjectNode rendered(String params) {
        return RuleTags.render(object(params), new Rendering());
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    /** Marks what it has rendered. */
    private record Rendering() implements TemplateRendering {

        @Override
        public ObjectNode variables() {
            return Json.object();
        }

        @Override
        public JsonNode variable(String name) {
            assertThat(name).isEqualTo("rule.tags");
            return TAGS;
        }

        @Override
        public String text(String template, EscapeMode mode) {
            return template;
        }

        @Override
        public ObjectNode everyString(ObjectNode params) {
            return params.put("rendered", true);
        }

        @Override
        public ObjectNode annotatedStrings(ObjectNode params) {
            return params;
        }
    }
}
