package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.connectors.spec.SpecReading;
import dev.patchbay.connectors.wire.CaseFile.Case;
import dev.patchbay.net.ClusterSettings;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Transports;

import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Plays one case against a real server. */
final class CaseRun {

    private static final int TRIES = 5;
    private static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity(
                    "6f0f1c0e-7f0f-4d7e-9d62-6c0f5f5a0b11", "mine", ".type", "default");

    private static final Map<TypeKey, ConnectorType> TYPES = new ConcurrentHashMap<>();

    /** All that a type is made of. */
    private record TypeKey(
            String type,
            Optional<String> spec,
            Optional<List<String>> allowedHosts,
            Map<String, JsonNode> settings) {}

    private final CaseFile file;
    private final Case given;
    private final Target target;
    private final Filling filling;
    private final Network network;
    private final Surroundings surroundings;
    private final SecretValues secretValues = new SecretValues();

    private CaseRun(
            CaseFile file,
            Case given,
            Target target,
            Filling filling,
            Network network,
            Surroundings surroundings) {
        this.file = file;
        this.given = given;
        this.target = target;
        this.filling = filling;
        this.network = network;
        this.surroundings = surroundings;
    }

    static void play(CaseFile file, Case given) throws IOException {
        play(file, given, Surroundings.PLAIN);
    }

    static void play(CaseFile file, Case given, Surroundings surroundings) throws IOException {
        // A machine that stalls for longer than the target may take ends an attempt too soon.
        int left = given.responseTimeout().isPresent() ? TRIES : 1;
        while (left > 0) {
            try {
                playOnce(file, given, surroundings);
                left = 0;
            } catch (AssertionError e) {
                left--;
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private static void playOnce(CaseFile file, Case given, Surroundings surroundings)
            throws IOException {
        List<Target.Answer> answers =
                given.answers().orElseGet(List::of).stream()
                        .map(answer ->
                                new Target.Answer(
                                        answer.status().orElse(""),
                                        answer.headers().orElseGet(Map::of),
                                        answer.body().orElse("")))
                        .toList();
        try (Socket taken = new Socket();
                Target target = Target.start(answers, surroundings.gate());
                Network network =
                        new Network(
                                settings(given),
                                cluster(given, target),
                                new TokensInMemory(),
                                new FixedClock())) {
            // Taken, so that nobody else listens there while nobody does.
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String closed = "http://127.0.0.1:" + taken.getLocalPort();
            new CaseRun(
                            file,
                            given,
                            target,
                            new Filling(target.url(), closed),
                            network,
                            surroundings)
                    .play();
        }
    }

    /** The target is the cluster, too, unless the case has {@code elasticsearch.hosts: []}. */
    private static Optional<ClusterSettings> cluster(Case given, Target target) {
        return given.settings().orElseGet(Map::of).containsKey("elasticsearch.hosts")
                ? Optional.empty()
                : Optional.of(
                        new ClusterSettings(
                                List.of(target.url()),
                                Optional.of(new Secret("ApiKey c2VydmljZQ==")),
                                Optional.of(new Secret("c2VydmljZQ==")),
                                Map.of(),
                                Duration.ofSeconds(60),
                                TlsOptions.DEFAULT,
                                "Patchbay"));
    }

    private static NetworkSettings settings(Case given) {
        NetworkSettings defaults = NetworkSettings.DEFAULT;
        return new NetworkSettings(
                given.allowedHosts().orElse(defaults.allowedHosts()),
                defaults.proxy(),
                defaults.verificationMode(),
                defaults.proxyVerificationMode(),
                defaults.customHosts(),
                given.maxResponseContentLength().orElse(defaults.maxResponseContentLength()),
                given.responseTimeout().map(Duration::ofMillis).orElse(defaults.responseTimeout()),
                given.settings()
                        .orElseGet(Map::of)
                        .containsKey("patchbay.network.denyPrivateAddresses"),
                defaults.allowedAddresses(),
                defaults.userAgent());
    }

    private void play() {
        ConnectorType type = type();
        Validated validated =
                Validated.of(
                        type,
                        CONNECTOR,
                        filling.filled(given.config().or(file::config).orElseGet(Json::object)),
                        filling.filled(given.secrets().or(file::secrets).orElseGet(Json::object)),
                        filling.filled(given.params().or(file::params).orElseGet(Json::object)));
        assertThat(validated.refused()).isEqualTo(given.refused().map(filling::filled));
        given.stored()
                .ifPresent(
                        stored -> assertThat(validated.config()).isEqualTo(filling.filled(stored)));
        if (given.refused().isPresent()) {
            return;
        }
        if (validates()) {
            assertThat(validated.choice()).isInstanceOf(Choice.Chosen.class);
            return;
        }
        Outcome outcome = outcome(type, validated);
        given.result()
                .ifPresent(result ->
                        assertThat(read(wire(outcome))).isEqualTo(filling.filled(result)));
        given.received().ifPresent(this::assertReceived);
        given.facts()
                .ifPresent(facts ->
                        assertThat(facts(outcome, validated))
                                .containsAllEntriesOf(filling.filled(facts)));
        given.hidden()
                .ifPresent(texts ->
                        assertThat(secretValues.all())
                                .containsAll(texts.stream().map(filling::filled).toList()));
    }

    private Map<String, JsonNode> settings() {
        Map<String, JsonNode> settings = new HashMap<>();
        given.settings()
                .orElseGet(Map::of)
                .forEach((name, value) -> settings.put(name, filling.filled(value)));
        return settings;
    }

    private Outcome outcome(ConnectorType type, Validated validated) {
        return switch (validated.choice()) {
            case Choice.Invalid(String text) -> throw new IllegalStateException(text);
            case Choice.Thrown(Failed failure) -> failure;
            case Choice.Chosen(Operation operation, JsonNode params) -> {
                try (AttemptTransports transports =
                        network.open(
                                new AttemptScope(CONNECTOR, secretValues, Cancellation.never()))) {
                    yield operation
                            .function()
                            .attempt(invocation(type, validated, params, transports));
                }
            }
        };
    }

    /** A case that says nothing of a run is about validation alone. */
    private boolean validates() {
        return given.answers().isEmpty() && given.result().isEmpty() && given.received().isEmpty();
    }

    /** A thousand cases have some sixty types between them. */
    private ConnectorType type() {
        return TYPES.computeIfAbsent(
                new TypeKey(file.type(), file.spec(), given.allowedHosts(), settings()),
                _ -> newType());
    }

    private ConnectorType newType() {
        CaseContext context = new CaseContext(network.allowedHosts(), settings());
        if (file.type().startsWith(".")) {
            return BuiltInTypes.ofKibana(context).stream()
                    .filter(type -> type.id().equals(file.type()))
                    .findFirst()
                    .orElseThrow();
        }
        String spec = file.spec().orElseGet(() -> bundled(file.type() + ".yaml"));
        return switch (new SpecReader(context).read(file.type(), spec)) {
            case SpecReading.Declared(ConnectorType type) -> type;
            case SpecReading.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static String bundled(String name) {
        try (InputStream in = SpecReader.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Invocation invocation(
            ConnectorType type, Validated validated, JsonNode params, Transports transports) {
        return new Invocation(
                CONNECTOR,
                validated.config(),
                validated.secrets(),
                params,
                given.deliveryId(),
                given.checkpoint(),
                surroundings
                        .wires()
                        .apply(new Rerouted(transports, file.origin().orElse(""), target.url())),
                secretValues,
                new FixedClock(),
                LoggerFactory.getLogger("plugins.actions" + type.id()));
    }

    private void assertReceived(List<CaseFile.Request> expected) {
        List<Target.Request> requests = target.requests();
        assertThat(requests).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            CaseFile.Request wanted = expected.get(i);
            Target.Request request = requests.get(i);
            assertThat(request.line()).isEqualTo(wanted.line());
            wanted.headers()
                    .orElseGet(Map::of)
                    .forEach((name, value) ->
                            assertThat(request.headers())
                                    .containsEntry(
                                            name.toLowerCase(Locale.ROOT), filling.filled(value)));
            wanted.without()
                    .orElseGet(List::of)
                    .forEach(name ->
                            assertThat(request.headers())
                                    .doesNotContainKey(name.toLowerCase(Locale.ROOT)));
            wanted.body()
                    .ifPresent(body -> assertThat(request.body()).isEqualTo(filling.filled(body)));
        }
    }

    /** As a client reads it: a number is one number, however it was made. */
    private static JsonNode read(ObjectNode answer) {
        return Json.read(Json.write(answer));
    }

    /** The outcome as {@code _execute} answers it. */
    private static ObjectNode wire(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok(var data) -> {
                ObjectNode node = Json.object().put("status", "ok");
                data.ifPresent(value -> node.set("data", value));
                yield node;
            }
            case Failed failed -> {
                ObjectNode node =
                        Json.object().put("status", "error").put("message", failed.message());
                failed.serviceMessage().ifPresent(text -> node.put("service_message", text));
                switch (failed.wireRetry()) {
                    case WireRetry.Absent _ -> {}
                    case WireRetry.Flag(boolean value) -> node.put("retry", value);
                    case WireRetry.At at -> node.put("retry", at.text());
                }
                yield node.put("errorSource", failed.source().wireName());
            }
        };
    }

    private Map<String, String> facts(Outcome outcome, Validated validated) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (validated.choice() instanceof Choice.Chosen(Operation operation, JsonNode params)) {
            facts.put(
                    "idempotency",
                    operation
                            .idempotency()
                            .of(validated.config(), params, given.deliveryId())
                            .name());
        }
        if (outcome instanceof Failed failed) {
            facts.put("reason", failed.reason().label());
            facts.put("effect", failed.effect().label());
            facts.put("retryAfter", failed.retryAfter().map(Object::toString).orElse("none"));
            if (failed.effect() instanceof Effect.Partial(JsonNode checkpoint)) {
                facts.put("checkpoint", Json.write(checkpoint));
            }
        }
        return facts;
    }
}
