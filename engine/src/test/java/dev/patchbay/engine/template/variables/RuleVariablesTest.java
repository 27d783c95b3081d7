package dev.patchbay.engine.template.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Contract templating.md, section 6. */
class RuleVariablesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RuleVariables VARIABLES =
            new RuleVariables(Optional.of("https://patchbay.example"));

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json);
    }

    private static RuleFacts rule(Optional<String> url) {
        return new RuleFacts(
                "rule-1",
                "CPU",
                ".es-query",
                "default",
                List.of("a", "b"),
                object("{\"thresholdComparator\":\">\",\"name\":\"hidden\",\"size\":1}"),
                url);
    }

    private static AlertFacts alert(Optional<ObjectNode> document) {
        return new AlertFacts(
                "host-1",
                "uuid-1",
                "query matched",
                "Query matched",
                true,
                3,
                object("{\"value\":12}"),
                object("{\"start\":\"2026-01-02T03:00:00.000Z\",\"duration\":\"245000000000\"}"),
                document);
    }

    @Test
    void everyVariableOfOneAlert() {
        ObjectNode variables =
                VARIABLES.perAlert(
                        rule(Optional.of("https://patchbay.example/r")),
                        alert(Optional.empty()),
                        NOW);
        assertThat(variables.toString())
                .isEqualTo(
                        object(
                                        """
                                        {"alertId":"rule-1","alertName":"CPU","spaceId":"default",
                                        "tags":["a","b"],
                                        "params":{"thresholdComparator":">","name":"hidden","size":1},
                                        "rule":{"id":"rule-1","name":"CPU","type":".es-query",
                                        "spaceId":"default","tags":["a","b"],
                                        "params":{"thresholdComparator":">","name":"hidden","size":1},
                                        "url":"https://patchbay.example/r"},
                                        "kibanaBaseUrl":"https://patchbay.example",
                                        "date":"2026-01-02T03:04:05.678Z",
                                        "alertInstanceId":"host-1","alertActionGroup":"query matched",
                                        "alertActionGroupName":"Query matched",
                                        "alert":{"id":"host-1","uuid":"uuid-1",
                                        "actionGroup":"query matched","actionGroupName":"Query matched",
                                        "flapping":true,"consecutiveMatches":3},
                                        "context":{"value":12},
                                        "state":{"start":"2026-01-02T03:00:00.000Z",
                                        "duration":"245000000000"}}
                                        """)
                                .toString());
    }

    @Test
    void urlsAreAbsentWithoutAPublicBaseUrl() {
        ObjectNode variables =
                new RuleVariables(Optional.empty())
                        .perAlert(rule(Optional.empty()), alert(Optional.empty()), NOW);
        assertThat(variables.has("kibanaBaseUrl")).isFalse();
        assertThat(variables.get("rule").has("url")).isFalse();
        assertThat(variables.has("alertActionSubgroup")).isFalse();
        assertThat(variables.get("alert").has("actionSubgroup")).isFalse();
    }

    @Test
    void fieldsOfTheAlertDocumentAreAddedBehindTheVariables() {
        ObjectNode document =
                AlertDocument.of(
                        "uuid-1",
                        ".alerts",
                        object(
                                "{\"kibana.alert.status\":\"active\",\"host.name\":\"h\","
                                        + "\"tags\":[\"hidden\"],\"@timestamp\":\"t\"}"));
        ObjectNode variables =
                VARIABLES.perAlert(rule(Optional.empty()), alert(Optional.of(document)), NOW);
        assertThat(variables.at("/kibana/alert/status").stringValue()).isEqualTo("active");
        assertThat(variables.at("/host/name").stringValue()).isEqualTo("h");
        assertThat(variables.path("_id").stringValue()).isEqualTo("uuid-1");
        assertThat(variables.path("_index").stringValue()).isEqualTo(".alerts");
        assertThat(variables.path("@timestamp").stringValue()).isEqualTo("t");
        assertThat(variables.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void everyVariableOfASummary() {
        ObjectNode one = object("{\"_id\":\"1\"}");
        ObjectNode two = object("{\"_id\":\"2\"}");
        ObjectNode three = object("{\"_id\":\"3\"}");
        ObjectNode variables =
                VARIABLES.summary(
                        rule(Optional.of("https://patchbay.example/r")),
                        new SummarizedAlerts(
                                new AlertSet(5, List.of(one)),
                                new AlertSet(1, List.of(two)),
                                new AlertSet(1, List.of(three))),
                        NOW);
        assertThat(variables.get("alerts").toString())
                .isEqualTo(
                        "{\"new\":{\"count\":5,\"data\":[{\"_id\":\"1\"}]},"
                                + "\"ongoing\":{\"count\":1,\"data\":[{\"_id\":\"2\"}]},"
                                + "\"recovered\":{\"count\":1,\"data\":[{\"_id\":\"3\"}]},"
                                + "\"all\":{\"count\":7,\"data\":[{\"_id\":\"1\"},{\"_id\":\"2\"},"
                                + "{\"_id\":\"3\"}]}}");
        assertThat(variables.path("alertInstanceId").stringValue()).isEqualTo("rule-1");
        assertThat(variables.path("alertActionGroup").stringValue()).isEqualTo("default");
        assertThat(variables.path("alertActionGroupName").stringValue()).isEqualTo("Default");
        assertThat(variables.get("alert").toString())
                .isEqualTo(
                        "{\"id\":\"rule-1\",\"uuid\":\"rule-1\",\"actionGroup\":\"default\","
                                + "\"actionGroupName\":\"Default\",\"flapping\":false,"
                                + "\"consecutiveMatches\":0}");
        assertThat(variables.get("context").toString())
                .isEqualTo(
                        "{\"alerts\":[{\"_id\":\"1\"},{\"_id\":\"2\"},{\"_id\":\"3\"}],"
                                + "\"results_link\":\"https://patchbay.example/r\","
                                + "\"rule\":{\"threshold_comparator\":\">\",\"name\":\"CPU\","
                                + "\"size\":1,\"id\":\"rule-1\"}}");
        assertThat(variables.get("state").toString()).isEqualTo("{\"signals_count\":7}");
    }

    @Test
    void documentsLoseTheirDottedKeys() {
        ObjectNode source =
                object(
                        "{\"a.b\":{\"c.d\":1},\"a\":{\"b\":{\"e\":2},\"f\":3},\"l\":[{\"x.y\":1}],"
                                + "\"a.b.c.g\":4,\"s\":1,\"s.t\":2,\"p.__proto__.q\":5}");
        String before = source.toString();
        assertThat(AlertDocument.of("i", "x", source).toString())
                .isEqualTo(
                        "{\"_id\":\"i\",\"_index\":\"x\","
                                + "\"a\":{\"b\":{\"c\":{\"d\":1,\"g\":4},\"e\":2},\"f\":3},"
                                + "\"l\":[{\"x\":{\"y\":1}}],\"s\":{\"t\":2},"
                                + "\"p.__proto__.q\":5}");
        assertThat(source.toString()).isEqualTo(before);
    }

    @Test
    void ruleUrls() {
        String path = RuleUrl.path("r1");
        assertThat(path).isEqualTo("/app/management/insightsAndAlerting/triggersActions/rule/r1");
        Optional<String> base = Optional.of("https://k.example");
        assertThat(RuleUrl.of(base, "/kb", "default", path))
                .contains("https://k.example/kb" + path);
        assertThat(RuleUrl.of(base, "", "ops", path)).contains("https://k.example/s/ops" + path);
        assertThat(RuleUrl.of(Optional.empty(), "", "ops", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "thresholdComparator, threshold_comparator",
        "esQuery, es_query",
        "timeWindowSize, time_window_size",
        "already_snake, already_snake",
        "HTMLParser, html_parser",
        "size1, size_1",
        "a-b c, a_b_c",
        "URL, url",
    })
    void paramNamesInSnakeCase(String name, String expected) {
        assertThat(SnakeCase.of(name)).isEqualTo(expected);
    }
}
