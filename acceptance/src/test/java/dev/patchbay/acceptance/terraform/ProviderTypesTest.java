package dev.patchbay.acceptance.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

/** Contract terraform, sections 3.4 and 3.5. */
class ProviderTypesTest {

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".index | {\"index\":\"a\",\"refresh\":false,\"executionTimeField\":null}"
                        + " | {\"index\":\"a\",\"refresh\":false}",
                ".index | {\"other\":1} | {\"index\":\"\"}",
                ".pagerduty | {\"apiUrl\":null,\"more\":1} | {}",
                ".pagerduty | {} | {}",
                ".tines | {} | {\"url\":\"\"}",
                ".jira | {\"apiUrl\":\"u\"} | {\"apiUrl\":\"u\",\"projectKey\":\"\"}",
                ".resilient | {} | {\"apiUrl\":\"\",\"orgId\":\"\"}",
                ".slack_api | {\"allowedChannels\":[{\"name\":\"#a\"}]}"
                        + " | {\"allowedChannels\":[{\"id\":\"\",\"name\":\"#a\"}]}",
                ".swimlane | {\"mappings\":{\"caseIdConfig\":{\"id\":\"i\"},\"x\":1}} |"
                    + " {\"apiUrl\":\"\",\"appId\":\"\",\"connectorType\":\"\",\"mappings\":"
                    + "{\"caseIdConfig\":{\"fieldType\":\"\",\"id\":\"i\",\"key\":\"\",\"name\":\"\"}}}",
                ".gen-ai | {\"apiProvider\":\"OpenAI\",\"apiUrl\":\"u\",\"headers\":{}}"
                        + " | {\"apiProvider\":\"OpenAI\",\"apiUrl\":\"u\"}",
                ".gen-ai | {\"apiProvider\":\"Azure"
                        + " OpenAI\",\"apiUrl\":\"u\",\"defaultModel\":\"m\"} |"
                        + " {\"apiProvider\":\"Azure OpenAI\",\"apiUrl\":\"u\"}",
                ".gen-ai | {\"apiProvider\":\"Other\",\"apiUrl\":\"u\"}"
                        + " | {\"apiProvider\":\"Other\",\"apiUrl\":\"u\",\"defaultModel\":\"\"}",
                ".servicenow-itom | {\"apiUrl\":\"u\",\"usesTableApi\":true,\"isOAuth\":false}"
                        + " | {\"apiUrl\":\"u\",\"isOAuth\":false}",
                // No handler: nulls go at the top level, everything else stays.
                ".thehive | {\"url\":\"u\",\"organisation\":null,\"in\":{\"a\":null}}"
                        + " | {\"url\":\"u\",\"in\":{\"a\":null}}"
            })
    void whatIsStored(String typeId, String returned, String stored) {
        assertThat(ProviderTypes.stored(typeId, json(returned))).isEqualTo(json(stored));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".email | {\"from\":\"a\",\"port\":\"587\"} | port",
                ".email | {\"from\":\"a\",\"port\":587.0} | port",
                ".email | {\"from\":1} | from",
                ".cases-webhook | {\"headers\":{\"a\":\"b\"}} | headers",
                ".webhook | {\"headers\":\"a\"} | headers",
                ".slack_api | {\"allowedChannels\":[\"#a\"]} | allowedChannels"
            })
    void whatCannotBeDecoded(String typeId, String returned, String member) {
        assertThatThrownBy(() -> ProviderTypes.stored(typeId, json(returned)))
                .isInstanceOf(ProviderException.class)
                .hasMessageStartingWith("Failed to remarshal config: member [" + member + "] is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".bedrock | {\"apiUrl\":\"u\"} | {\"apiUrl\":\"u\","
                        + "\"defaultModel\":\"us.anthropic.claude-sonnet-4-5-20250929-v1:0\"}",
                ".cases-webhook | {} |"
                        + " {\"authType\":\"webhook-authentication-basic\",\"hasAuth\":true,"
                        + "\"createIncidentMethod\":\"post\",\"updateIncidentMethod\":\"put\","
                        + "\"createCommentMethod\":\"put\"}",
                ".email | {} | {\"hasAuth\":true,\"service\":\"other\"}",
                ".gen-ai | {\"apiProvider\":\"Other\"}"
                        + " | {\"apiProvider\":\"Other\",\"verificationMode\":\"full\"}",
                ".index | {} | {\"refresh\":false}",
                ".servicenow | {} | {\"isOAuth\":false,\"usesTableApi\":true}",
                ".servicenow-sir | {} | {\"isOAuth\":false,\"usesTableApi\":true}",
                ".servicenow-itom | {} | {\"isOAuth\":false}",
                ".swimlane | {} | {\"mappings\":{}}",
                ".webhook | {} | {\"method\":\"post\"}",
                ".xmatters | {\"configUrl\":null} | {\"usesBasic\":true}",
                ".slack_api | {\"allowedChannels\":[{\"name\":\"#a\"}]}"
                        + " | {\"allowedChannels\":[{\"id\":\"\",\"name\":\"#a\"}]}"
            })
    void whatIsAssumed(String typeId, String written, String assumed) {
        assertThat(ProviderTypes.compared(typeId, json(written))).isEqualTo(json(assumed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Kibana's own defaults that the provider does not expect.
                ".webhook | {\"url\":\"u\"} | {\"url\":\"u\",\"hasAuth\":true,\"method\":\"post\"}",
                ".gemini | {\"apiUrl\":\"u\"} | {\"apiUrl\":\"u\",\"defaultModel\":\"m\"}",
                ".gen-ai | {\"apiProvider\":\"OpenAI\",\"apiUrl\":\"u\"} |"
                    + " {\"apiProvider\":\"OpenAI\",\"apiUrl\":\"u\",\"defaultModel\":\"gpt-4.1\"}",
                ".torq | {} | {\"a\":1}"
            })
    void whatDiffersAllTheSame(String typeId, String written, String returned) {
        assertThat(ProviderTypes.compared(typeId, json(written)))
                .isNotEqualTo(ProviderTypes.compared(typeId, json(returned)));
    }

    @Test
    void theProviderFailsWithoutAKnownApiProvider() {
        assertThatThrownBy(() -> ProviderTypes.stored(".gen-ai", json("{\"apiUrl\":\"u\"}")))
                .isInstanceOf(ProviderException.class);
    }
}
