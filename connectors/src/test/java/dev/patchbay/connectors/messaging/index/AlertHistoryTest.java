package dev.patchbay.connectors.messaging.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** The document of the alert-history connector. */
class AlertHistoryTest {

    private static final String VARIABLES =
            """
            {"date":"2026-01-01T00:00:00.000Z","tags":["t1"],"params":{"size":5},
             "context":{"message":"CPU is high","value":7},
             "alert":{"id":"a1","actionGroup":"threshold met","actionGroupName":"Threshold met"},
             "rule":{"id":"r1","name":"CPU","spaceId":"default","type":".index-threshold"}}
            """;

    @Test
    void itIsMadeOfTheVariables() {
        assertThat(AlertHistory.document(read(VARIABLES)).orElseThrow())
                .isEqualTo(
                        Json.read(
                                """
                                {"@timestamp":"2026-01-01T00:00:00.000Z","tags":["t1"],"message":"CPU is high",
                                 "rule":{"id":"r1","name":"CPU","params":{"__index-threshold":{"size":5}},"space":"default","type":".index-threshold"},
                                 "kibana":{"alert":{"id":"a1","context":{"__index-threshold":{"message":"CPU is high","value":7}},"actionGroup":"threshold met","actionGroupName":"Threshold met"}},
                                 "event":{"kind":"alert"}}
                                """));
    }

    @Test
    void emptyPartsAreLeftOut() {
        assertThat(
                        AlertHistory.document(
                                        read(
                                                "{\"tags\":[],\"params\":{},\"context\":{},\"alert\":{\"id\":\"a\"},"
                                                    + "\"rule\":{\"type\":\"t\",\"name\":\"\"}}"))
                                .orElseThrow())
                .isEqualTo(
                        Json.read(
                                "{\"rule\":{\"type\":\"t\"},\"kibana\":{\"alert\":{\"id\":\"a\"}},"
                                        + "\"event\":{\"kind\":\"alert\"}}"));
    }

    @Test
    void withoutAlertRuleOrTypeThereIsNone() {
        for (String text :
                new String[] {
                    "{}",
                    "{\"alert\":{}}",
                    "{\"rule\":{\"type\":\"t\"}}",
                    "{\"alert\":{},\"rule\":{}}"
                }) {
            assertThat(AlertHistory.document(read(text))).isEmpty();
        }
    }

    @Test
    void onlyTheAlertHistoryConnectorGetsItAndKeepsItsIndex() {
        ObjectNode params =
                read("{\"documents\":[{\"a\":1}],\"indexOverride\":\"kibana-alert-history-x\"}");
        String history = "preconfigured-alert-history-es-index";
        ObjectNode variables = read(VARIABLES);
        assertThat(AlertHistory.rendered(params, new Rendering(Optional.of(history), variables)))
                .isEqualTo(
                        Json.object()
                                .set(
                                        "documents",
                                        Json.array()
                                                .add(
                                                        AlertHistory.document(variables)
                                                                .orElseThrow()))
                                .put("indexOverride", "kibana-alert-history-x"));
        for (Optional<String> other : List.of(Optional.of("mine"), Optional.<String>empty())) {
            assertThat(AlertHistory.rendered(params, new Rendering(other, variables)))
                    .isEqualTo(read("{\"documents\":[{\"a\":1}],\"indexOverride\":null}"));
        }
        assertThat(
                        AlertHistory.rendered(
                                        params, new Rendering(Optional.of(history), Json.object()))
                                .path("documents")
                                .asString())
                .isEqualTo(
                        "error creating alert history document for"
                                + " preconfigured-alert-history-es-index connector");
    }

    /** Params without templates, for one connector. */
    private record Rendering(Optional<String> connectorId, ObjectNode variables)
            implements TemplateRendering {
        @Override
        public JsonNode variable(String name) {
            return variables.path(name);
        }

        @Override
        public String text(String template, EscapeMode mode) {
            return template;
        }

        @Override
        public ObjectNode everyString(ObjectNode params) {
            return params.deepCopy();
        }

        @Override
        public ObjectNode annotatedStrings(ObjectNode params) {
            return params.deepCopy();
        }
    }

    private static ObjectNode read(String text) {
        return (ObjectNode) Json.read(text);
    }
}
