package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.Reach.Reached;
import dev.patchbay.net.Reach.Unreachable;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Targets are reached by the way of a call, and get no request. */
class ReachTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final TlsOptions TRUSTING =
            new TlsOptions(
                    Optional.of(VerificationMode.FULL),
                    Optional.of(Certificates.AUTHORITY.certificatePem()),
                    Optional.empty());

    private static Reach reach(NetworkSettings settings, String url, TlsOptions tls) {
        try (Network network = Nets.network(settings)) {
            return network.reach(url, tls, TIMEOUT);
        }
    }

    private static Reach reach(NetworkSettings settings, String url) {
        return reach(settings, url, TlsOptions.DEFAULT);
    }

    private static Unreachable failure(Reach reach) {
        assertThat(reach).isInstanceOf(Unreachable.class);
        return (Unreachable) reach;
    }

    @Test
    void aConnectionIsAllThatAnHttpTargetGets() {
        try (Peer target = Peer.answering(Peer.answer("200 OK", "", ""))) {
            Reach reach = reach(Nets.settings(), target.url("/path?secret=1"));
            assertThat(reach).isInstanceOf(Reached.class);
            assertThat(reach.target()).isEqualTo("http://127.0.0.1:" + target.port());
            assertThat(((Reached) reach).proxy()).isEmpty();
            assertThat(target.requests).isEmpty();
        }
    }

    @Test
    void tlsIsAgreedOnAsTheConnectorWishes() {
        try (Peer target =
                Peer.of(
                        plain -> Certificates.GOOD.secure(plain, false),
                        Peer.answers(Peer.answer("200 OK", "", "")))) {
            String url = "https://localhost:" + target.port() + "/";
            assertThat(reach(Nets.settings(), url, TRUSTING)).isInstanceOf(Reached.class);
            Unreachable refused = failure(reach(Nets.settings(), url));
            assertThat(refused.reason()).isEqualTo(Reason.TLS);
            assertThat(target.requests).isEmpty();
        }
    }

    @Test
    void theWayOfAProxyIsGone() {
        try (ProxyServer proxy = ProxyServer.plain();
                Peer target =
                        Peer.of(
                                plain -> Certificates.GOOD.secure(plain, false),
                                Peer.answers(Peer.answer("200 OK", "", "")))) {
            NetworkSettings settings = Nets.proxy(Nets.settings(), proxy.url(), Map.of());
            Reach reach = reach(settings, "https://localhost:" + target.port() + "/", TRUSTING);
            assertThat(reach).isInstanceOf(Reached.class);
            assertThat(((Reached) reach).proxy()).contains("127.0.0.1:" + proxy.port());
            assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT ");
            assertThat(target.requests).isEmpty();
        }
    }

    @Test
    void allowListAndGuardHoldHereToo() {
        NetworkSettings hosts = Nets.hosts(Nets.settings(), "hooks.example.com");
        Unreachable unlisted = failure(reach(hosts, "http://127.0.0.1:1/secret"));
        assertThat(unlisted.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(unlisted.text()).contains("127.0.0.1").doesNotContain("secret");

        Unreachable closed =
                failure(reach(Nets.guard(Nets.settings(), true), "http://127.0.0.1:1"));
        assertThat(closed.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(closed.text())
                .isEqualTo(
                        "target address 127.0.0.1 is closed by the address guard"
                                + " (patchbay.network)");
        Unreachable metadata = failure(reach(Nets.settings(), "http://169.254.169.254/"));
        assertThat(metadata.reason()).isEqualTo(Reason.BLOCKED);
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(failure(reach(Nets.settings(), "http://127.0.0.1:1/")).text())
                .isEqualTo("connect ECONNREFUSED 127.0.0.1:1");
        assertThat(failure(reach(Nets.settings(), "http://")).text()).isEqualTo("Invalid URL");
        assertThat(failure(reach(Nets.settings(), "ftp://127.0.0.1/")).text())
                .isEqualTo("Unsupported protocol ftp:");
    }

    @Test
    void aSilentTargetEndsWithTheTimeout() {
        try (Peer silent =
                        Peer.of(
                                plain -> plain,
                                talk -> talk.socket.getInputStream().readAllBytes());
                Network network = Nets.network(Nets.settings())) {
            Unreachable late =
                    failure(
                            network.reach(
                                    "https://127.0.0.1:" + silent.port(),
                                    TlsOptions.DEFAULT,
                                    Duration.ofMillis(300)));
            assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(late.text()).isEqualTo("timeout of 300ms exceeded");
        }
    }

    @Test
    void withoutAClusterThereIsNothingToReach() {
        try (Network network = Nets.network(Nets.settings())) {
            assertThat(network.reachCluster(TIMEOUT)).isEmpty();
        }
    }
}
