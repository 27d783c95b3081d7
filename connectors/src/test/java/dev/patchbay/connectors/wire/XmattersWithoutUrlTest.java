package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;

/** What the checks of config and secrets keep from a run, were they looked at alone. */
class XmattersWithoutUrlTest {

    private final Network network =
            new Network(NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock());

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {} | Provide valid Username",
                "{} | {'user':'u'} | Provide valid Password",
                "{} | {'user':'u','password':'p'} | Provide valid configUrl",
                "{'usesBasic':false} | {} | Provide valid secretsUrl with API Key"
            })
    void theCombinedCheckNamesWhatIsMissing(String config, String secrets, String text) {
        assertThat(type().combinedCheck().violation(json(config), json(secrets))).contains(text);
    }

    @Test
    void aRunWithoutAnyUrlSendsNothing() {
        ConnectorIdentity connector = new ConnectorIdentity("c", "n", ".xmatters", "default");
        SecretValues values = new SecretValues();
        try (AttemptTransports transports =
                network.open(new AttemptScope(connector, values, Cancellation.never()))) {
            Invocation invocation =
                    new Invocation(
                            connector,
                            json("{'usesBasic':false}"),
                            json("{}"),
                            json("{'severity':'High'}"),
                            Optional.empty(),
                            Optional.empty(),
                            transports,
                            values,
                            new FixedClock(),
                            LoggerFactory.getLogger("plugins.actions.xmatters"));
            Operations.Single single = (Operations.Single) type().operations();
            assertThat(single.operation().function().attempt(invocation))
                    .isEqualTo(
                            Failed.of(Reason.CONFIGURATION, "Error triggering xMatters workflow")
                                    .withServiceMessage("Error: no url provided"));
            assertThat(transports.effectfulRequestSent()).isFalse();
        }
    }

    private ConnectorType type() {
        return new BuiltInTypes()
                .types(new CaseContext(network.allowedHosts(), Map.of())).stream()
                        .filter(each -> each.id().equals(".xmatters"))
                        .findFirst()
                        .orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }
}
