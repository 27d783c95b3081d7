package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** What {@code .http} does that no case file can say. */
class HttpConnectorTest {

    private static final Target.Answer OK = new Target.Answer("200 OK", Map.of(), "");
    private static final String SKIP = "{'fetcher':{'skip_ssl_verification':true}}";

    private static SSLContext untrusted;

    @BeforeAll
    static void certificate() throws Exception {
        TestAuthority authority = new TestAuthority();
        untrusted = authority.server(authority.identity("other.example"));
    }

    @Test
    void anyCertificateIsTakenWhenTheParamsSaySo() throws Exception {
        assertThat(run("{}", "{}", SKIP, List.of(OK))).isInstanceOf(Outcome.Ok.class);
        assertThat(run("{'verificationMode':'full'}", "{}", SKIP, List.of(OK)))
                .isInstanceOf(Outcome.Ok.class);
        Failed failed = (Failed) run("{}", "{}", "{}", List.of(OK));
        assertThat(failed.reason()).isEqualTo(Reason.TLS);
        assertThat(failed.message()).isEqualTo("error calling http, request failed");
    }

    @Test
    void theTokenEndpointIsStillVerified() throws Exception {
        String oauth =
                "{'authType':'webhook-oauth2-client-credentials','clientId':'id',"
                        + "'accessTokenUrl':'${target}/token'}";
        Failed failed = (Failed) run(oauth, "{'clientSecret':'s'}", SKIP, List.of(OK, OK));
        assertThat(failed.reason()).isEqualTo(Reason.TLS);
        assertThat(failed.serviceMessage().orElseThrow())
                .startsWith("Unable to retrieve/refresh the access token: ");
    }

    /** The config's schema asks for one; the variant that has none comes with workflows. */
    @Test
    void withoutAnyUrlNothingIsSent() throws Exception {
        assertThat(bare("{'hasAuth':false}", "{'method':'GET'}"))
                .isEqualTo(
                        Failed.of(Reason.CONFIGURATION, "error calling http, invalid response")
                                .withServiceMessage("URL is required"));
        try (Target target = Target.start(List.of(OK))) {
            String params = "{'method':'GET','url':'" + target.url() + "/x'}";
            assertThat(bare("{'hasAuth':false}", params)).isInstanceOf(Outcome.Ok.class);
            assertThat(target.requests().getFirst().line()).isEqualTo("GET /x");
        }
    }

    private static Outcome run(
            String more, String secrets, String params, List<Target.Answer> answers)
            throws Exception {
        try (Target target =
                        Target.start(
                                untrusted
                                        .getServerSocketFactory()
                                        .createServerSocket(
                                                0, 50, InetAddress.getLoopbackAddress()),
                                answers);
                Runs runs = new Runs(".http")) {
            String url = target.url().replace("http:", "https:");
            String config = "{'url':'" + url + "'," + more.substring(1).replace("${target}", url);
            return runs.run(config.replace(",}", "}"), secrets, params).outcome();
        }
    }

    /** An attempt whose config nobody has validated. */
    private static Outcome bare(String config, String params) {
        ConnectorIdentity connector = new ConnectorIdentity("c", "n", ".http", "default");
        SecretValues values = new SecretValues();
        try (Network network =
                        new Network(
                                NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock());
                AttemptTransports transports =
                        network.open(new AttemptScope(connector, values, Cancellation.never()))) {
            Invocation invocation =
                    new Invocation(
                            connector,
                            json(config),
                            json("{}"),
                            json(params),
                            Optional.empty(),
                            Optional.empty(),
                            transports,
                            values,
                            new FixedClock(),
                            LoggerFactory.getLogger("plugins.actions.http"));
            return operation(network).function().attempt(invocation);
        }
    }

    private static Operation operation(Network network) {
        return new BuiltInTypes()
                .types(new CaseContext(network.allowedHosts(), Map.of())).stream()
                        .filter(type -> type.id().equals(".http"))
                        .map(type -> ((Operations.Single) type.operations()).operation())
                        .findFirst()
                        .orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }
}
