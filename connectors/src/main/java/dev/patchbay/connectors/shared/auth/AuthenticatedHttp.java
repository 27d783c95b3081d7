package dev.patchbay.connectors.shared.auth;

import dev.patchbay.connectors.shared.NodeBase64;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a request with the headers, the TLS options and the credentials of an authentication block
 * (contract/connectors-messaging-webhook.md, section 6.3). One attempt: an OAuth request that is
 * answered 401 is repeated once with a new token. Stateless.
 */
public final class AuthenticatedHttp {

    private AuthenticatedHttp() {}

    /** What came of it. */
    public sealed interface Sent {

        /** The request was sent, or could not be. */
        record Done(HttpResult result) implements Sent {}

        /**
         * There was no token to send it with.
         *
         * @param facts reason, effect and time; the message is the detail that a type words around
         */
        record NoToken(Failed facts) implements Sent {}
    }

    /**
     * Sends.
     *
     * @param call complete with {@link #headers}; an OAuth token replaces its {@code
     *     Authorization}; a TLS mode that it has goes before the connector's
     */
    public static Sent send(
            Invocation invocation, AuthConfig config, AuthSecrets secrets, HttpCall call) {
        return config.oauth()
                ? new OAuthCall(invocation, config, secrets).send(secured(config, secrets, call))
                : sendAsItIs(invocation, config, secrets, call);
    }

    /** Sends without asking for a token. */
    public static Sent sendAsItIs(
            Invocation invocation, AuthConfig config, AuthSecrets secrets, HttpCall call) {
        return new Sent.Done(invocation.http().send(secured(config, secrets, call)));
    }

    private static HttpCall secured(AuthConfig config, AuthSecrets secrets, HttpCall call) {
        TlsOptions own = tls(config, secrets);
        return call.withTls(
                new TlsOptions(call.tls().mode().or(own::mode), own.authorities(), own.identity()));
    }

    /**
     * The headers of the block in the connector's config and secrets, low to high: Basic
     * credentials, config, secrets; a later one replaces an earlier one whatever its case.
     */
    public static Headers headers(Invocation invocation) {
        Prepared prepared =
                invocation.derived(
                        Prepared.class,
                        () ->
                                prepared(
                                        invocation.config(AuthConfig.class),
                                        invocation.secrets(AuthSecrets.class)));
        invocation.secretValues().addAll(prepared.credentials());
        return prepared.headers();
    }

    /**
     * The same for every attempt of a connector.
     *
     * @param credentials what Basic makes of user and password, a secret of its own; or none
     */
    private record Prepared(Headers headers, Set<String> credentials) {
        @Override
        public String toString() {
            return "Prepared[" + headers + "]";
        }
    }

    private static Prepared prepared(AuthConfig config, AuthSecrets secrets) {
        Headers headers = Headers.EMPTY;
        SecretValues credentials = new SecretValues();
        if (config.basic() && secrets.user().isPresent() && secrets.password().isPresent()) {
            String value =
                    BasicAuthentication.header(
                            secrets.user().get().reveal(), secrets.password().get().reveal());
            credentials.add(value.substring(value.indexOf(' ') + 1));
            headers = headers.with("Authorization", value);
        }
        headers = headers.withAll(config.headers().orElseGet(Map::of));
        for (var header : secrets.secretHeaders().orElseGet(Map::of).entrySet()) {
            headers = headers.with(header.getKey(), header.getValue().reveal());
        }
        return new Prepared(headers, credentials.all());
    }

    /** The TLS options of a block. */
    public static TlsOptions tls(AuthConfig config, AuthSecrets secrets) {
        return new TlsOptions(
                config.mode(),
                config.ca().map(NodeBase64::decode),
                config.ssl() ? identity(config, secrets) : Optional.empty());
    }

    private static Optional<ClientIdentity> identity(AuthConfig config, AuthSecrets secrets) {
        Optional<Secret> passphrase = secrets.password();
        boolean pfx = config.certType().filter(AuthType.PFX::equals).isPresent();
        if (pfx || secrets.crt().isEmpty()) {
            return secrets.pfx().map(file -> new ClientIdentity.Pfx(bytes(file), passphrase));
        }
        return secrets.crt()
                .flatMap(crt ->
                        secrets.key()
                                .map(key ->
                                        new ClientIdentity.Pem(
                                                bytes(crt), bytes(key), passphrase)));
    }

    private static byte[] bytes(Secret base64) {
        return NodeBase64.decode(base64.reveal());
    }
}
