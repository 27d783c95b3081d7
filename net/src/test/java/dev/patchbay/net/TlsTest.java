package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** TLS beside the matrix: authorities, client keys of every form, precedence, what breaks. */
class TlsTest {

    private static final TlsOptions CA = options(Optional.empty(), Optional.empty());

    private static TlsOptions options(
            Optional<VerificationMode> mode, Optional<ClientIdentity> identity) {
        return new TlsOptions(mode, Optional.of(Certificates.AUTHORITY.certificatePem()), identity);
    }

    private static Peer server(Certificates.Issued issued, boolean need) {
        return Peer.of(plain -> issued.secure(plain, need), TlsMatrixIT::whoAmI);
    }

    private static HttpCall call(Peer peer, TlsOptions options) {
        return HttpCall.of("POST", "https://localhost:" + peer.port() + "/").withTls(options);
    }

    private static String text(Network network, HttpCall call) {
        return Nets.reply(network, call).text();
    }

    @Test
    void publicAuthoritiesAreTrustedUnlessOthersAreGiven() {
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.GOOD, false)) {
            HttpFailure failure = Nets.failure(network, call(peer, TlsOptions.DEFAULT));
            assertThat(failure.code()).contains("SELF_SIGNED_CERT_IN_CHAIN");
            assertThat(failure.message()).isEqualTo("self-signed certificate in certificate chain");
            assertThat(text(network, call(peer, CA))).isEqualTo("nobody");
        }
    }

    @Test
    void aLeafWithoutItsChainCannotBeVerified() {
        Certificates.Issued alone =
                new Certificates.Issued(
                        Certificates.GOOD.keys(), List.of(Certificates.GOOD.chain().getFirst()));
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(alone, false)) {
            HttpFailure failure = Nets.failure(network, call(peer, TlsOptions.DEFAULT));
            assertThat(failure.code()).contains("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
            assertThat(failure.message()).isEqualTo("unable to verify the first certificate");
        }
    }

    @Test
    void aSelfSignedCertificateMayBeItsOwnAuthority() {
        TlsOptions own =
                new TlsOptions(
                        Optional.empty(),
                        Optional.of(Certificates.SELF_SIGNED.certificatePem()),
                        Optional.empty());
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.SELF_SIGNED, false)) {
            assertThat(text(network, call(peer, own))).isEqualTo("nobody");
        }
    }

    @Test
    void datesAreCheckedAlsoWhenTheCertificateIsItsOwnAuthority() {
        Certificates.Issued old =
                Certificates.make("CN=localhost", null, false, -1, "dns:localhost");
        TlsOptions own =
                new TlsOptions(
                        Optional.empty(), Optional.of(old.certificatePem()), Optional.empty());
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(old, false)) {
            assertThat(Nets.failure(network, call(peer, own)).message())
                    .isEqualTo("certificate has expired");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1; WRONG_HOST; IP: 127.0.0.1 is not in the cert's list: ",
                "localhost; NO_ALTNAMES; Host: localhost. is not cert's CN: other.example"
            })
    void namesAreCheckedAsNodeSaysIt(String host, String which, String detail) {
        Certificates.Issued issued =
                which.equals("WRONG_HOST") ? Certificates.WRONG_HOST : Certificates.NO_ALTNAMES;
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(issued, false)) {
            HttpCall call =
                    HttpCall.of("GET", "https://" + host + ":" + peer.port() + "/").withTls(CA);
            HttpFailure failure = Nets.failure(network, call);
            assertThat(failure.code()).contains("ERR_TLS_CERT_ALTNAME_INVALID");
            assertThat(failure.message().strip())
                    .isEqualTo(
                            ("Hostname/IP does not match certificate's altnames: " + detail)
                                    .strip());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "127.0.0.1", "LOCALHOST"})
    void everyWayToWriteTheNameIsChecked(String host) {
        try (Network network =
                        Nets.network(
                                Nets.settings(), _ -> List.of(InetAddress.ofLiteral("127.0.0.1")));
                Peer peer = server(Certificates.GOOD, false)) {
            HttpCall call =
                    HttpCall.of("GET", "https://" + host + ":" + peer.port() + "/").withTls(CA);
            assertThat(text(network, call)).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "pkcs8", "traditional", "pfx"})
    void aServerThatInsistsGetsTheClientCertificate(String form) {
        Optional<Secret> passphrase = Optional.of(new Secret("pass phrase"));
        byte[] chain = Certificates.CLIENT.certificatePem();
        ClientIdentity identity =
                switch (form) {
                    case "plain" ->
                            new ClientIdentity.Pem(
                                    chain, Certificates.CLIENT.keyPem(), Optional.empty());
                    case "pkcs8" ->
                            new ClientIdentity.Pem(
                                    chain,
                                    Certificates.CLIENT.encryptedKeyPem("pass phrase"),
                                    passphrase);
                    case "traditional" ->
                            new ClientIdentity.Pem(
                                    Certificates.Rsa.CLIENT.certificatePem(),
                                    Certificates.Rsa.CLIENT.traditionalEncryptedKeyPem(
                                            "pass phrase"),
                                    passphrase);
                    default ->
                            new ClientIdentity.Pfx(
                                    Certificates.CLIENT.pfx("pass phrase"), passphrase);
                };
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.GOOD, true)) {
            assertThat(text(network, call(peer, options(Optional.empty(), Optional.of(identity)))))
                    .isEqualTo(form.equals("traditional") ? "CN=rsa client" : "CN=client");
        }
    }

    @Test
    void aServerThatInsistsRefusesWhoHasNone() {
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.GOOD, true)) {
            HttpFailure failure = Nets.failure(network, call(peer, CA));
            assertThat(failure.reason()).isIn(Reason.TLS, Reason.NETWORK);
            if (failure.reason() == Reason.TLS) {
                assertThat(failure.effect()).isEqualTo(Effect.NONE);
                assertThat(failure.message()).isEqualTo("ssl alert certificate required");
            }
            assertThat(peer.requests).isEmpty();
        }
    }

    @Test
    void callersWithDifferentCertificatesShareNoConnection() {
        Optional<ClientIdentity> client =
                Optional.of(
                        new ClientIdentity.Pem(
                                Certificates.CLIENT.certificatePem(),
                                Certificates.CLIENT.keyPem(),
                                Optional.empty()));
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.GOOD, false)) {
            TlsOptions with = options(Optional.empty(), client);
            for (int i = 0; i < 3; i++) {
                assertThat(text(network, call(peer, with))).isEqualTo("CN=client");
                assertThat(text(network, call(peer, CA))).isEqualTo("nobody");
            }
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void anUncheckedConnectionIsNotLentToWhoChecks() {
        try (Network network = Nets.network(Nets.settings());
                Peer peer = server(Certificates.SELF_SIGNED, false)) {
            TlsOptions none = options(Optional.of(VerificationMode.NONE), Optional.empty());
            assertThat(text(network, call(peer, none))).isEqualTo("nobody");
            assertThat(network.stats().available()).isEqualTo(1);
            assertThat(Nets.failure(network, call(peer, CA)).message())
                    .isEqualTo("self-signed certificate");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no key, PEM routines::no start line",
        "wrong passphrase, Provider routines::bad decrypt",
        "wrong traditional passphrase, Provider routines::bad decrypt",
        "missing passphrase, Passphrase required for encrypted key",
        "no certificate, PEM routines::no start line",
        "wrong pfx passphrase, mac verify failure",
        "no pfx, not enough data",
        "no authorities, PEM routines::no start line"
    })
    void materialThatCannotBeUsedIsAMistakeInTheConfiguration(String which, String text) {
        byte[] chain = Certificates.CLIENT.certificatePem();
        byte[] locked = Certificates.CLIENT.encryptedKeyPem("right");
        byte[] old = Certificates.Rsa.CLIENT.traditionalEncryptedKeyPem("right");
        byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
        Optional<Secret> wrong = Optional.of(new Secret("wr0ng-passphrase"));
        Optional<ClientIdentity> identity =
                switch (which) {
                    case "no key" -> Optional.of(new ClientIdentity.Pem(chain, junk, wrong));
                    case "wrong passphrase" ->
                            Optional.of(new ClientIdentity.Pem(chain, locked, wrong));
                    case "wrong traditional passphrase" ->
                            Optional.of(new ClientIdentity.Pem(chain, old, wrong));
                    case "missing passphrase" ->
                            Optional.of(new ClientIdentity.Pem(chain, locked, Optional.empty()));
                    case "no certificate" ->
                            Optional.of(
                                    new ClientIdentity.Pem(
                                            junk, Certificates.CLIENT.keyPem(), wrong));
                    case "wrong pfx passphrase" ->
                            Optional.of(
                                    new ClientIdentity.Pfx(
                                            Certificates.CLIENT.pfx("right"), wrong));
                    case "no pfx" -> Optional.of(new ClientIdentity.Pfx(junk, wrong));
                    default -> Optional.empty();
                };
        TlsOptions options =
                new TlsOptions(
                        Optional.empty(),
                        Optional.of(which.equals("no authorities") ? junk : chain),
                        identity);
        try (Network network = Nets.network(Nets.settings())) {
            HttpFailure failure =
                    Nets.failure(
                            network, HttpCall.of("GET", "https://localhost:1/").withTls(options));
            assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.message()).isEqualTo(text);
        }
    }

    @Test
    void aPlainServerOnATlsPort() {
        try (Network network = Nets.network(Nets.settings());
                Peer peer = Peer.of(talk -> talk.say("HTTP/1.1 400 Bad\r\n\r\n"))) {
            HttpFailure failure = Nets.failure(network, call(peer, CA));
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.message()).isEqualTo("wrong version number");
        }
    }

    @Test
    void aServerThatHangsUpInTheHandshake() {
        try (Network network = Nets.network(Nets.settings());
                Peer peer =
                        Peer.of(talk -> {
                            talk.in().readNBytes(100);
                            talk.socket.shutdownOutput();
                            talk.waitForClose();
                        })) {
            HttpFailure failure = Nets.failure(network, call(peer, CA));
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains("ECONNRESET");
            assertThat(failure.message())
                    .isEqualTo(
                            "Client network socket disconnected before secure TLS connection was"
                                    + " established");
        }
    }

    @Test
    void aHandshakeThatStallsEndsAtTheDeadlineWithNothingSent() {
        try (Network network = Nets.network(Nets.timeout(Nets.settings(), 300));
                Peer peer = Peer.of(Peer.Conversation::waitForClose)) {
            HttpFailure failure = Nets.failure(network, call(peer, CA));
            assertThat(failure).isEqualTo(NodeErrors.timeout(300, Effect.NONE));
        }
    }

    private static CustomHost entry(Peer peer, VerificationMode mode, boolean authorities) {
        return new CustomHost(
                "https://localhost:" + peer.port(),
                Optional.of(mode),
                authorities
                        ? Optional.of(
                                new String(
                                        Certificates.AUTHORITY.certificatePem(),
                                        StandardCharsets.UTF_8))
                        : Optional.empty(),
                Optional.empty());
    }

    @Test
    void aCustomHostBringsItsAuthorities() {
        try (Peer peer = server(Certificates.GOOD, false);
                Network network =
                        Nets.network(
                                Nets.customHosts(
                                        Nets.settings(),
                                        entry(peer, VerificationMode.FULL, true)))) {
            assertThat(text(network, call(peer, TlsOptions.DEFAULT))).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, FULL, true",
        "FULL, NONE, false",
        "CERTIFICATE, FULL, true",
        "FULL, CERTIFICATE, false"
    })
    void aCustomHostWinsOverTheConnector(
            VerificationMode host, VerificationMode connector, boolean passes) {
        try (LogCapture log = new LogCapture();
                Peer peer = server(Certificates.WRONG_HOST, false);
                Network network =
                        Nets.network(Nets.customHosts(Nets.settings(), entry(peer, host, true)))) {
            HttpCall call = call(peer, options(Optional.of(connector), Optional.empty()));
            assertThat(Nets.send(network, call) instanceof HttpFailure).isEqualTo(!passes);
            assertThat(log.texts(Level.DEBUG))
                    .containsExactly(
                            "Creating customized connection settings for: https://localhost:"
                                    + peer.port());
        }
    }

    @Test
    void theConnectorWinsOverTheSetting() {
        try (Peer peer = server(Certificates.WRONG_HOST, false);
                Network network =
                        Nets.network(
                                Nets.modes(
                                        Nets.settings(),
                                        VerificationMode.NONE,
                                        VerificationMode.FULL))) {
            assertThat(text(network, call(peer, TlsOptions.DEFAULT))).isEqualTo("nobody");
            TlsOptions full = options(Optional.of(VerificationMode.FULL), Optional.empty());
            assertThat(Nets.failure(network, call(peer, full)).code())
                    .contains("ERR_TLS_CERT_ALTNAME_INVALID");
        }
    }

    @Test
    void redirectsKeepTheSettingsOfTheFirstUrl() {
        try (Peer end = server(Certificates.GOOD, false);
                Peer start =
                        Peer.of(
                                plain -> Certificates.GOOD.secure(plain, false),
                                Peer.answers(
                                        Peer.answer(
                                                "307 Moved",
                                                "Location: https://localhost:"
                                                        + end.port()
                                                        + "/\r\n",
                                                "")))) {
            try (Network network =
                    Nets.network(
                            Nets.customHosts(
                                    Nets.settings(), entry(start, VerificationMode.FULL, true)))) {
                assertThat(text(network, call(start, TlsOptions.DEFAULT))).isEqualTo("nobody");
            }
        }
    }
}
