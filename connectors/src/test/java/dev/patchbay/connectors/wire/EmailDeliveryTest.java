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
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A delivery whose recipients are not all taken at once (ADR 2, ADR 15). */
class EmailDeliveryTest {

    private static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity("c1", "mine", ".email", "default");

    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<String> messageIds = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void itGoesOnWithThoseWhomTheServerMayTakeLater() {
        refusals.put("b@x.org", "450 4.2.0 later");
        refusals.put("c@x.org", "550 5.1.1 who?");
        Failed first = (Failed) attempt(Optional.of("d1"), Optional.empty());
        assertThat(first.reason()).isEqualTo(Reason.SERVER_ERROR);
        assertThat(first.serviceMessage()).contains("450 4.2.0 later");
        JsonNode checkpoint = ((Effect.Partial) first.effect()).checkpoint();
        assertThat(checkpoint).isEqualTo(Json.read("{\"delivered\":[\"a@x.org\"]}"));

        recipients.clear();
        Failed second = (Failed) attempt(Optional.of("d1"), Optional.of(checkpoint));
        assertThat(recipients).containsExactly("b@x.org", "c@x.org");
        assertThat(second.effect()).isEqualTo(new Effect.Partial(checkpoint));

        refusals.remove("b@x.org");
        assertThat(attempt(Optional.of("d1"), Optional.of(checkpoint)))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(messageIds).containsExactly("<d1@x.org>", "<d1@x.org>");
    }

    @Test
    void aDirectExecutionIsASuccessThatNamesThem() {
        refusals.put("b@x.org", "450 4.2.0 later");
        JsonNode data =
                ((Outcome.Ok) attempt(Optional.empty(), Optional.empty())).data().orElseThrow();
        assertThat(data.path("accepted").toString()).isEqualTo("[\"a@x.org\",\"c@x.org\"]");
        assertThat(data.path("rejected").toString()).isEqualTo("[\"b@x.org\"]");
    }

    @Test
    void whomItReachedStaysReachedWhenItReachesNobodyElse() {
        refusals.put("b@x.org", "450 4.2.0 later");
        refusals.put("c@x.org", "450 4.2.0 later");
        JsonNode first = Json.read("{\"delivered\":[\"a@x.org\"]}");
        Failed second = (Failed) attempt(Optional.of("d1"), Optional.of(first));
        assertThat(recipients).containsExactly("b@x.org", "c@x.org");
        assertThat(second.message()).isEqualTo("error sending email");
        assertThat(second.effect()).isEqualTo(new Effect.Partial(first));
    }

    @Test
    void aDeliveryThatReachesNobodyHadNoEffect() {
        for (String one : new String[] {"a@x.org", "b@x.org", "c@x.org"}) {
            refusals.put(one, "450 4.2.0 later");
        }
        Failed failed = (Failed) attempt(Optional.of("d1"), Optional.empty());
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void aDeliveryIsDoneWhenTheServerWillNeverTakeTheOthers() {
        refusals.put("b@x.org", "550 5.1.1 who?");
        JsonNode data =
                ((Outcome.Ok) attempt(Optional.of("d1"), Optional.empty())).data().orElseThrow();
        assertThat(data.path("rejected").toString()).isEqualTo("[\"b@x.org\"]");
    }

    @Test
    void aDeliveryThatReachedEverybodySendsNothing() {
        JsonNode everybody = Json.read("{\"delivered\":[\"a@x.org\",\"b@x.org\",\"c@x.org\"]}");
        assertThat(attempt(Optional.of("d1"), Optional.of(everybody)))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(recipients).isEmpty();
    }

    private Outcome attempt(Optional<String> deliveryId, Optional<JsonNode> checkpoint) {
        try (Network network =
                new Network(NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock())) {
            ConnectorType type =
                    new BuiltInTypes()
                            .types(new CaseContext(network.allowedHosts(), Map.of())).stream()
                                    .filter(each -> each.id().equals(".email"))
                                    .findFirst()
                                    .orElseThrow();
            JsonNode config =
                    type.config()
                            .parse(
                                    Json.read(
                                            "{\"host\":\"127.0.0.1\",\"port\":"
                                                    + server.getLocalPort()
                                                    + ",\"from\":\"me@x.org\",\"hasAuth\":false}"))
                            .get();
            var operation = ((Operations.Single) type.operations()).operation();
            JsonNode params =
                    operation
                            .params()
                            .parse(
                                    Json.read(
                                            "{\"to\":[\"a@x.org\",\"b@x.org\"],\"bcc\":[\"c@x.org\"],"
                                                + "\"subject\":\"s\",\"message\":\"m\"}"))
                            .get();
            SecretValues values = new SecretValues();
            try (AttemptTransports transports =
                    network.open(new AttemptScope(CONNECTOR, values, Cancellation.never()))) {
                return operation
                        .function()
                        .attempt(
                                new Invocation(
                                        CONNECTOR,
                                        config,
                                        Json.object(),
                                        params,
                                        deliveryId,
                                        checkpoint,
                                        transports,
                                        values,
                                        new FixedClock(),
                                        LoggerFactory.getLogger("plugins.actions.email")));
            }
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException e) {
                // The next one.
            }
        }
    }

    /** SMTP that refuses whom it is told to refuse. */
    private void talk(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 hi");
        boolean message = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (message) {
                if (line.startsWith("Message-ID: ")) {
                    messageIds.add(line.substring("Message-ID: ".length()));
                }
                message = !line.equals(".");
                if (!message) {
                    say(socket, "250 queued");
                }
            } else if (line.startsWith("RCPT TO:")) {
                String recipient = line.substring("RCPT TO:<".length(), line.length() - 1);
                recipients.add(recipient);
                say(socket, refusals.getOrDefault(recipient, "250 ok"));
            } else if (line.equals("DATA")) {
                message = true;
                say(socket, "354 go on");
            } else {
                say(socket, "250 ok");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
