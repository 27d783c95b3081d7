package dev.patchbay.net;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to the configured cluster: a network of its own, because allow-list, proxy, guard of
 * private addresses and limits of {@code xpack.actions} are about targets that users name.
 * Thread-safe.
 */
final class Cluster implements AutoCloseable {

    /** Of an answer: a bulk answer is some 250 bytes a document. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private final ClusterSettings settings;
    private final Network network;
    private final AtomicInteger turn = new AtomicInteger();

    Cluster(ClusterSettings settings, TokenStore tokens, Clock clock) {
        this.settings = settings;
        network =
                new Network(
                        new NetworkSettings(
                                List.of("*"),
                                Optional.empty(),
                                settings.tls().mode().orElse(VerificationMode.FULL),
                                VerificationMode.FULL,
                                List.of(),
                                LONGEST_ANSWER,
                                settings.timeout(),
                                false,
                                List.of(),
                                settings.userAgent()),
                        tokens,
                        clock);
    }

    AttemptCluster open(AttemptScope scope) {
        return new AttemptCluster(
                settings,
                network.open(scope),
                Math.floorMod(turn.getAndIncrement(), hosts()),
                scope);
    }

    List<Reach> reach(Duration timeout) {
        return settings.hosts().stream()
                .map(host -> network.reach(host, settings.tls(), timeout))
                .toList();
    }

    private int hosts() {
        return settings.hosts().size();
    }

    @Override
    public void close() {
        network.close();
    }
}
