package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.net.Reach.Encryption;
import dev.patchbay.net.Reach.Greeted;
import dev.patchbay.net.Reach.Unreachable;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Mail servers are greeted by the way of a message, and get none. */
class ReachMailTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static Peer server(SmtpScript script) {
        return Peer.of(plain -> plain, script);
    }

    private static Peer secure(Certificates.Issued certificate, SmtpScript script) {
        return Peer.of(plain -> certificate.secure(plain, false), script);
    }

    private static Reach reach(
            NetworkSettings settings, Peer peer, Security security, boolean signsIn) {
        try (Network network = Nets.network(settings)) {
            return network.reachMail(
                    new MailServer("localhost", peer.port(), security), signsIn, TIMEOUT);
        }
    }

    private static Reach reach(Peer peer, Security security, boolean signsIn) {
        return reach(Nets.settings(), peer, security, signsIn);
    }

    private static Greeted greeted(Reach reach) {
        assertThat(reach).isInstanceOf(Greeted.class);
        return (Greeted) reach;
    }

    private static Unreachable failure(Reach reach) {
        assertThat(reach).isInstanceOf(Unreachable.class);
        return (Unreachable) reach;
    }

    /** An entry for the server, with the authority that the good certificates are of. */
    private static NetworkSettings entry(Peer peer, boolean ignoreTls, boolean requireTls) {
        return Nets.customHosts(
                Nets.settings(),
                new CustomHost(
                        "smtp://localhost:" + peer.port(),
                        Optional.of(VerificationMode.FULL),
                        Optional.of(
                                new String(
                                        Certificates.AUTHORITY.certificatePem(),
                                        StandardCharsets.US_ASCII)),
                        Optional.of(new CustomHost.Smtp(ignoreTls, requireTls))));
    }

    @Test
    void aServerWithoutTlsIsGreetedAndLeft() {
        SmtpScript script = new SmtpScript();
        try (Peer peer = server(script)) {
            Greeted greeted = greeted(reach(peer, Security.OFFERED, false));
            assertThat(greeted.target()).isEqualTo("smtp://localhost:" + peer.port());
            assertThat(greeted.encryption()).isEqualTo(Encryption.NOT_OFFERED);
            assertThat(greeted.proxy()).isEmpty();
        }
        assertThat(script.commands).startsWith("EHLO [127.0.0.1]");
        assertThat(script.commands).allMatch(said -> said.matches("EHLO .*|QUIT"));
        assertThat(script.messages).isEmpty();
    }

    @Test
    void startTlsIsSpokenAndNoPasswordIsSent() {
        SmtpScript script =
                new SmtpScript().extension("AUTH PLAIN LOGIN").startTls(Certificates.GOOD);
        try (Peer peer = server(script)) {
            Greeted greeted =
                    greeted(reach(entry(peer, false, false), peer, Security.OFFERED, true));
            assertThat(greeted.encryption()).isEqualTo(Encryption.STARTTLS);
            assertThat(greeted.certificateChecked()).isTrue();
        }
        assertThat(script.encrypted).isTrue();
        assertThat(script.commands).contains("STARTTLS");
        assertThat(script.commands).allMatch(said -> said.matches("EHLO .*|STARTTLS|QUIT"));
    }

    @Test
    void theCertificateOfStartTlsIsJudgedWhenItGuardsAPassword() {
        SmtpScript script = new SmtpScript().startTls(Certificates.SELF_SIGNED);
        try (Peer peer = server(script)) {
            Unreachable refused = failure(reach(peer, Security.OFFERED, true));
            assertThat(refused.reason()).isEqualTo(Reason.TLS);
            assertThat(refused.target()).isEqualTo("smtp://localhost:" + peer.port());
        }
        SmtpScript other = new SmtpScript().startTls(Certificates.SELF_SIGNED);
        try (Peer peer = server(other)) {
            Greeted greeted = greeted(reach(peer, Security.OFFERED, false));
            assertThat(greeted.encryption()).isEqualTo(Encryption.STARTTLS);
            assertThat(greeted.certificateChecked()).isFalse();
        }
    }

    @Test
    void aNameThatIsNotTheServersIsRefused() {
        SmtpScript script = new SmtpScript().startTls(Certificates.WRONG_HOST);
        try (Peer peer = server(script)) {
            Unreachable refused =
                    failure(reach(entry(peer, false, false), peer, Security.OFFERED, true));
            assertThat(refused.reason()).isEqualTo(Reason.TLS);
            assertThat(refused.text()).contains("localhost");
        }
    }

    @Test
    void theEntryOfTheHostMayDemandOrForbidStartTls() {
        try (Peer peer = server(new SmtpScript())) {
            Unreachable refused =
                    failure(reach(entry(peer, false, true), peer, Security.OFFERED, false));
            assertThat(refused.reason()).isEqualTo(Reason.TLS);
            assertThat(refused.text())
                    .isEqualTo(
                            "Error upgrading connection with STARTTLS: the server does not offer"
                                    + " it");
        }
        SmtpScript script = new SmtpScript().startTls(Certificates.SELF_SIGNED);
        try (Peer peer = server(script)) {
            assertThat(greeted(reach(entry(peer, true, false), peer, Security.OFFERED, true)))
                    .extracting(Greeted::encryption)
                    .isEqualTo(Encryption.NOT_WANTED);
        }
        assertThat(script.commands).doesNotContain("STARTTLS");
    }

    @Test
    void tlsFromTheStartIsJudgedWhoeverSignsIn() {
        try (Peer peer = secure(Certificates.GOOD, new SmtpScript())) {
            Greeted greeted =
                    greeted(reach(entry(peer, false, false), peer, Security.IMPLICIT, false));
            assertThat(greeted.target()).isEqualTo("smtps://localhost:" + peer.port());
            assertThat(greeted.encryption()).isEqualTo(Encryption.IMPLICIT);
            assertThat(greeted.certificateChecked()).isTrue();
        }
        try (Peer peer = secure(Certificates.SELF_SIGNED, new SmtpScript())) {
            Unreachable refused = failure(reach(peer, Security.IMPLICIT, false));
            assertThat(refused.reason()).isEqualTo(Reason.TLS);
            assertThat(refused.target()).isEqualTo("smtps://localhost:" + peer.port());
        }
    }

    @Test
    void whoDoesNotGreetIsNoMailServer() {
        try (Peer peer = server(new SmtpScript().greeting("554 go away"))) {
            Unreachable refused = failure(reach(peer, Security.OFFERED, false));
            assertThat(refused.reason()).isEqualTo(Reason.CLIENT_ERROR);
            assertThat(refused.text()).startsWith("Invalid greeting. response=554 go away");
        }
        try (Peer peer = server(new SmtpScript().greeting("close"))) {
            assertThat(failure(reach(peer, Security.OFFERED, false)).reason())
                    .isEqualTo(Reason.NETWORK);
        }
    }

    @Test
    void silenceEndsWithTheTimeout() {
        MailServer server;
        try (Peer silent = server(new SmtpScript().greeting("hang"));
                Peer stuck = server(new SmtpScript().answer("EHLO", "hang"));
                Network network = Nets.network(Nets.settings())) {
            Duration soon = Duration.ofMillis(300);
            server = new MailServer("127.0.0.1", silent.port(), Security.OFFERED);
            Unreachable late = failure(network.reachMail(server, false, soon));
            assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(late.text()).isEqualTo("Greeting never received");
            server = new MailServer("127.0.0.1", stuck.port(), Security.OFFERED);
            late = failure(network.reachMail(server, false, soon));
            assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(late.text()).isEqualTo("Timeout");
        }
    }

    @Test
    void allowListGuardAndProxyHoldHereToo() {
        try (Peer peer = server(new SmtpScript());
                ProxyServer proxy = ProxyServer.plain()) {
            NetworkSettings unlisted = Nets.hosts(Nets.settings(), "mail.example.com");
            assertThat(failure(reach(unlisted, peer, Security.OFFERED, false)).reason())
                    .isEqualTo(Reason.BLOCKED);
            NetworkSettings guarded = Nets.guard(Nets.settings(), true);
            assertThat(failure(reach(guarded, peer, Security.OFFERED, false)).reason())
                    .isEqualTo(Reason.BLOCKED);
            NetworkSettings proxied = Nets.proxy(Nets.settings(), proxy.url(), Map.of());
            assertThat(greeted(reach(proxied, peer, Security.OFFERED, false)).proxy())
                    .contains("127.0.0.1:" + proxy.port());
            assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT ");
        }
    }

    @Test
    void aHostThatIsNoneSaysSo() {
        try (Network network = Nets.network(Nets.settings())) {
            Unreachable none =
                    failure(
                            network.reachMail(
                                    new MailServer("a b", 25, Security.OFFERED), false, TIMEOUT));
            assertThat(none.text()).isEqualTo("getaddrinfo ENOTFOUND a b");
            assertThat(none.target()).isEqualTo("a b:25");
            MailServer closed = new MailServer("127.0.0.1", 1, Security.OFFERED);
            assertThat(failure(network.reachMail(closed, false, TIMEOUT)).text())
                    .isEqualTo("connect ECONNREFUSED 127.0.0.1:1");
        }
    }
}
