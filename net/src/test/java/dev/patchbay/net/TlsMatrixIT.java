package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.Certificates.Issued;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Three modes × four servers × three client certificates × three ways, all over real sockets;
 * prints the table. Alone: {@code mvn -pl net -am test -Dtest=TlsMatrixIT
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsMatrixIT {

    enum Server {
        GOOD,
        SELF_SIGNED,
        WRONG_HOST,
        EXPIRED;

        Issued issued() {
            return switch (this) {
                case GOOD -> Certificates.GOOD;
                case SELF_SIGNED -> Certificates.SELF_SIGNED;
                case WRONG_HOST -> Certificates.WRONG_HOST;
                case EXPIRED -> Certificates.EXPIRED;
            };
        }
    }

    enum Client {
        NO_CERTIFICATE,
        PEM,
        PFX
    }

    enum Way {
        DIRECT,
        HTTP_PROXY,
        HTTPS_PROXY
    }

    private final Map<Server, Peer> servers = new EnumMap<>(Server.class);
    private final ProxyServer plainProxy = ProxyServer.plain();
    private final ProxyServer secureProxy = ProxyServer.secure();
    private final Map<Way, Network> networks = new EnumMap<>(Way.class);
    private final Optional<Secret> passphrase = Optional.of(new Secret("open sesame"));
    private final ClientIdentity pem =
            new ClientIdentity.Pem(
                    Certificates.CLIENT.certificatePem(),
                    Certificates.CLIENT.encryptedKeyPem("open sesame"),
                    passphrase);
    private final ClientIdentity pfx =
            new ClientIdentity.Pfx(Certificates.CLIENT.pfx("open sesame"), passphrase);
    private final List<String> table = new ArrayList<>();
    private int right;

    TlsMatrixIT() {
        for (Server server : Server.values()) {
            servers.put(
                    server,
                    Peer.of(plain -> server.issued().secure(plain, false), TlsMatrixIT::whoAmI));
        }
        NetworkSettings settings =
                Nets.modes(Nets.settings(), VerificationMode.FULL, VerificationMode.NONE);
        networks.put(Way.DIRECT, Nets.network(settings));
        networks.put(
                Way.HTTP_PROXY, Nets.network(Nets.proxy(settings, plainProxy.url(), Map.of())));
        networks.put(
                Way.HTTPS_PROXY, Nets.network(Nets.proxy(settings, secureProxy.url(), Map.of())));
    }

    /** Answers each request with the subject of the client's certificate. */
    static void whoAmI(Peer.Conversation talk) throws Exception {
        while (talk.request() != null) {
            String subject;
            try {
                subject = ((SSLSocket) talk.socket).getSession().getPeerPrincipal().getName();
            } catch (SSLPeerUnverifiedException e) {
                subject = "nobody";
            }
            talk.say(Peer.answer("200 OK", "", subject));
        }
    }

    static List<Arguments> rows() {
        List<Arguments> rows = new ArrayList<>();
        for (VerificationMode mode : VerificationMode.values()) {
            for (Server server : Server.values()) {
                for (Client client : Client.values()) {
                    for (Way way : Way.values()) {
                        rows.add(Arguments.of(mode, server, client, way));
                    }
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowIsAsStated(VerificationMode mode, Server server, Client client, Way way) {
        Optional<ClientIdentity> identity =
                switch (client) {
                    case NO_CERTIFICATE -> Optional.empty();
                    case PEM -> Optional.of(pem);
                    case PFX -> Optional.of(pfx);
                };
        TlsOptions options =
                new TlsOptions(
                        Optional.of(mode),
                        Optional.of(Certificates.AUTHORITY.certificatePem()),
                        identity);
        HttpCall call =
                HttpCall.of("GET", "https://localhost:" + servers.get(server).port() + "/")
                        .withTls(options);
        HttpResult result = Nets.send(networks.get(way), call);
        String got =
                switch (result) {
                    case HttpReply reply -> reply.text();
                    case HttpFailure failure -> failure.message();
                };
        table.add("| %s | %s | %s | %s | %s |".formatted(mode, server, client, way, got));
        String expected = expected(mode, server, client);
        assertThat(got).isEqualTo(expected);
        if (result instanceof HttpFailure failure) {
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains(code(server));
        }
        right++;
    }

    private static String expected(VerificationMode mode, Server server, Client client) {
        boolean chain = mode != VerificationMode.NONE;
        boolean name = mode == VerificationMode.FULL;
        String through = client == Client.NO_CERTIFICATE ? "nobody" : "CN=client";
        return switch (server) {
            case GOOD -> through;
            case SELF_SIGNED -> chain ? "self-signed certificate" : through;
            case EXPIRED -> chain ? "certificate has expired" : through;
            case WRONG_HOST ->
                    name
                            ? "Hostname/IP does not match certificate's altnames: Host: localhost."
                                    + " is not in the cert's altnames: DNS:other.example"
                            : through;
        };
    }

    private static String code(Server server) {
        return switch (server) {
            case GOOD -> "";
            case SELF_SIGNED -> "DEPTH_ZERO_SELF_SIGNED_CERT";
            case WRONG_HOST -> "ERR_TLS_CERT_ALTNAME_INVALID";
            case EXPIRED -> "CERT_HAS_EXPIRED";
        };
    }

    @AfterAll
    void print() {
        System.out.println("| mode | server | client certificate | way | got |");
        System.out.println("|---|---|---|---|---|");
        table.forEach(System.out::println);
        System.out.println("TLS matrix: " + right + " of " + rows().size() + " rows as stated");
        networks.values().forEach(Network::close);
        servers.values().forEach(Peer::close);
        plainProxy.close();
        secureProxy.close();
    }
}
