package dev.patchbay.connectors.wire;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.connectors.wire.CaseFile.Case;
import dev.patchbay.net.ClusterSettings;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that succeed in a case file, made to a peer that goes wrong at the last request. */
final class HostileCalls implements AutoCloseable {

    /** Longest answer in bytes. */
    static final int LIMIT = 1 << 16;

    /** Of `.index`, whose answers may be a thousand times as long: one that is huge at a time. */
    private static final String TO_CLUSTER = ".index";

    /** A call that works when its target does. */
    record Call(CaseFile file, Case given) {

        String type() {
            return file.type();
        }

        JsonNode params() {
            return given.params().or(file::params).orElseGet(Json::object);
        }

        /** Type and operation. */
        String name() {
            return (type() + " " + params().path("subAction").asString("")).strip();
        }
    }

    /** How a call ended. */
    record End(
            Call call, HostileAnswer answer, Outcome outcome, Idempotency idempotency, int bad) {}

    private final Duration deadline;
    private final Network network;
    private final Map<String, ConnectorType> types;
    private final Queue<Network> withCluster = new ConcurrentLinkedQueue<>();
    private final Semaphore huge = new Semaphore(1);
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger forgotten = new AtomicInteger();

    HostileCalls(Duration deadline) {
        this.deadline = deadline;
        network = network(Optional.empty());
        types = types(Map.of());
    }

    private Network network(Optional<ClusterSettings> cluster) {
        NetworkSettings defaults = NetworkSettings.DEFAULT;
        return new Network(
                new NetworkSettings(
                        defaults.allowedHosts(),
                        defaults.proxy(),
                        defaults.verificationMode(),
                        defaults.proxyVerificationMode(),
                        defaults.customHosts(),
                        LIMIT,
                        deadline,
                        defaults.denyPrivateAddresses(),
                        defaults.allowedAddresses(),
                        defaults.userAgent()),
                cluster,
                new TokensInMemory(),
                new FixedClock());
    }

    /** Kept until the end, so that closing it hides nothing that a call forgot. */
    private Network withCluster(String url) {
        Network made =
                network(
                        Optional.of(
                                new ClusterSettings(
                                        List.of(url),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(),
                                        deadline,
                                        TlsOptions.DEFAULT,
                                        "Patchbay")));
        withCluster.add(made);
        return made;
    }

    private Map<String, ConnectorType> types(Map<String, JsonNode> settings) {
        return new BuiltInTypes()
                .types(new CaseContext(network.allowedHosts(), settings)).stream()
                        .collect(Collectors.toMap(ConnectorType::id, Function.identity()));
    }

    Duration deadline() {
        return deadline;
    }

    /** Every case that ends well and asks for an answer that may have a body. */
    static List<Call> all(Path folder) {
        return CaseFile.all(folder).stream()
                .map(CaseFile::read)
                .flatMap(HostileCalls::calls)
                .toList();
    }

    private static Stream<Call> calls(CaseFile file) {
        return file.cases().stream()
                .filter(one -> one.allowedHosts().isEmpty() && onlyNamesVendor(one))
                .filter(one -> !one.answers().orElseGet(List::of).isEmpty())
                .filter(one ->
                        one.result()
                                .filter(result -> result.path("status").asString().equals("ok"))
                                .isPresent())
                .map(one -> new Call(file, one))
                .filter(call -> !call.params().path("method").asString("").equals("HEAD"));
    }

    /** Of settings: none but where the vendor is. */
    private static boolean onlyNamesVendor(Case one) {
        Map<String, JsonNode> settings = one.settings().orElseGet(Map::of);
        return settings.isEmpty() || settings.containsValue(StringNode.valueOf("${target}"));
    }

    End make(Call call, HostileAnswer answer, int number) throws Exception {
        List<Target.Answer> answers =
                call.given().answers().orElseThrow().stream()
                        .map(one ->
                                new Target.Answer(
                                        one.status().orElse(""),
                                        one.headers().orElseGet(Map::of),
                                        one.body().orElse("")))
                        .toList();
        List<Target.Answer> good = answers.subList(0, answers.size() - 1);
        boolean toCluster = call.type().equals(TO_CLUSTER);
        boolean alone = toCluster && answer.reason().equals(Optional.of(Reason.TOO_LARGE));
        if (alone) {
            huge.acquire();
        }
        try (HostilePeer peer = HostilePeer.start(good, answer, open, forgotten)) {
            return run(call, answer, peer, toCluster ? withCluster(peer.url()) : network, number);
        } finally {
            if (alone) {
                huge.release();
            }
        }
    }

    private End run(Call call, HostileAnswer answer, HostilePeer peer, Network way, int number) {
        Filling filling = new Filling(peer.url(), "http://127.0.0.1:1");
        ConnectorType type =
                call.given()
                        .settings()
                        .map(settings -> types(filled(settings, filling)))
                        .orElse(types)
                        .get(call.type());
        ConnectorIdentity connector =
                new ConnectorIdentity("c" + number, "mine", call.type(), "default");
        Validated validated =
                Validated.of(
                        type,
                        connector,
                        filling.filled(
                                call.given()
                                        .config()
                                        .or(call.file()::config)
                                        .orElseGet(Json::object)),
                        filling.filled(
                                call.given()
                                        .secrets()
                                        .or(call.file()::secrets)
                                        .orElseGet(Json::object)),
                        filling.filled(call.params()));
        if (!(validated.choice() instanceof Choice.Chosen chosen)) {
            throw new AssertionError(call.given().name() + ": " + validated.choice());
        }
        SecretValues secrets = new SecretValues();
        Idempotency idempotency =
                chosen.operation()
                        .idempotency()
                        .of(validated.config(), chosen.params(), call.given().deliveryId());
        try (AttemptTransports transports =
                way.open(new AttemptScope(connector, secrets, Cancellation.never()))) {
            Outcome outcome =
                    chosen.operation()
                            .function()
                            .attempt(
                                    new Invocation(
                                            connector,
                                            validated.config(),
                                            validated.secrets(),
                                            chosen.params(),
                                            call.given().deliveryId(),
                                            call.given().checkpoint(),
                                            new Rerouted(
                                                    transports,
                                                    call.file().origin().orElse(""),
                                                    peer.url()),
                                            secrets,
                                            new FixedClock(),
                                            LoggerFactory.getLogger("hostile")));
            return new End(call, answer, outcome, idempotency, peer.bad());
        }
    }

    private static Map<String, JsonNode> filled(Map<String, JsonNode> settings, Filling filling) {
        return settings.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, setting -> filling.filled(setting.getValue())));
    }

    /** Connections in use at this moment. */
    int leased() {
        return network.stats().leased();
    }

    @Override
    public void close() {
        network.close();
        withCluster.forEach(Network::close);
    }
}
