package dev.patchbay.connectors.messaging.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

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

    private static ObjectNode read(String text) {
        return (ObjectNode) Json.read(text);
    }
}
