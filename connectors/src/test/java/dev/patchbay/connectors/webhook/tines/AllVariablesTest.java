package dev.patchbay.connectors.webhook.tines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class AllVariablesTest {

    @Test
    void theBodyOfARunIsEveryVariableWithoutTheAlertsOwnFields() {
        ObjectNode variables =
                object("{'a':1,'context':{'alerts':[{'_id':'1','kibana':{'x':1}},'text']}}");
        ObjectNode rendered =
                AllVariables.render(
                        object("{'subAction':'run','subActionParams':{'body':'{{a}}','k':1}}"),
                        new Variables(variables));
        assertThat(rendered.at("/subActionParams/k").asInt()).isEqualTo(1);
        assertThat(rendered.at("/subActionParams/body").asString())
                .isEqualTo("{\"a\":1,\"context\":{\"alerts\":[{\"_id\":\"1\"},\"text\"]}}");
        assertThat(variables.at("/context/alerts/0/kibana/x").asInt()).isEqualTo(1);
    }

    @Test
    void variablesWithoutAlertsAreTaken() {
        ObjectNode rendered =
                AllVariables.render(
                        object("{'subAction':'run','subActionParams':{}}"),
                        new Variables(object("{'context':{'alerts':'none'}}")));
        assertThat(rendered.at("/subActionParams/body").asString())
                .isEqualTo("{\"context\":{\"alerts\":\"none\"}}");
    }

    @Test
    void otherOperationsAndParamsThatAreNoObjectStayAsTheyAre() {
        for (String params :
                new String[] {
                    "{'subAction':'test','subActionParams':{'body':'{{a}}'}}",
                    "{'subAction':'run','subActionParams':'{{a}}'}",
                    "{}"
                }) {
            assertThat(AllVariables.render(object(params), new Variables(object("{'a':1}"))))
                    .isEqualTo(object(params));
        }
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    /** Variables and no templates. */
    private record Variables(ObjectNode variables) implements TemplateRendering {

        @Override
        public JsonNode variable(String name) {
            return MissingNode.getInstance();
        }

        @Override
        public String text(String template, EscapeMode mode) {
            return template;
        }

        @Override
        public ObjectNode everyString(ObjectNode params) {
            return params;
        }

        @Override
        public ObjectNode annotatedStrings(ObjectNode params) {
            return params;
        }
    }
}
