package dev.patchbay.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TargetRule;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Types whose params may name the server. */
class ChosenTargetsTest {

    private static final String URL = "https://elsewhere.example/hook";

    private static Optional<String> target(String type, String config, String params) {
        return rule(type).url(Json.read(config), Json.read(params));
    }

    private static TargetRule rule(String type) {
        return BuiltInTypesTest.types().stream()
                .filter(one -> one.id().equals(type))
                .findFirst()
                .map(ConnectorType::target)
                .orElseThrow();
    }

    @Test
    void onlyTinesLetsParamsChoose() {
        List<String> choosing =
                BuiltInTypesTest.types().stream()
                        .filter(type -> type.target() != TargetRule.OF_THE_CONNECTOR)
                        .map(ConnectorType::id)
                        .toList();
        assertThat(choosing).containsExactly(".tines");
    }

    @Test
    void tinesTakesTheUrlOfAWebhook() {
        String config = "{\"url\":\"https://own.example\"}";
        assertThat(
                        target(
                                ".tines",
                                config,
                                "{\"subAction\":\"run\",\"subActionParams\":{\"webhookUrl\":\""
                                        + URL
                                        + "\",\"body\":\"{}\"}}"))
                .contains(URL);
        assertThat(
                        target(
                                ".tines",
                                config,
                                "{\"subAction\":\"run\",\"subActionParams\":{\"webhookUrl\":\"\"}}"))
                .isEmpty();
        assertThat(target(".tines", config, "{\"subAction\":\"stories\"}")).isEmpty();
        assertThat(target(".tines", config, "{\"subActionParams\":\"x\"}")).isEmpty();
    }
}
