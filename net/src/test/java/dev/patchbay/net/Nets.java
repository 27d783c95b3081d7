package dev.patchbay.net;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.net.NetworkSettings.Proxy;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks and attempts for tests. */
final class Nets {

    static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity("c1", "my hook", ".webhook", "default");

    private Nets() {}

    static NetworkSettings settings() {
        return NetworkSettings.DEFAULT;
    }

    static NetworkSettings timeout(NetworkSettings s, long millis) {
        return new NetworkSettings(
                s.allowedHosts(),
                s.proxy(),
                s.verificationMode(),
                s.proxyVerificationMode(),
                s.customHosts(),
                s.maxResponseContentLength(),
                Duration.ofMillis(millis),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static NetworkSettings limit(NetworkSettings s, long bytes) {
        return new NetworkSettings(
                s.allowedHosts(),
                s.proxy(),
                s.verificationMode(),
                s.proxyVerificationMode(),
                s.customHosts(),
                bytes,
                s.responseTimeout(),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static NetworkSettings hosts(NetworkSettings s, String... hosts) {
        return new NetworkSettings(
                List.of(hosts),
                s.proxy(),
                s.verificationMode(),
                s.proxyVerificationMode(),
                s.customHosts(),
                s.maxResponseContentLength(),
                s.responseTimeout(),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static NetworkSettings guard(NetworkSettings s, boolean deny, String... allowed) {
        return new NetworkSettings(
                s.allowedHosts(),
                s.proxy(),
                s.verificationMode(),
                s.proxyVerificationMode(),
                s.customHosts(),
                s.maxResponseContentLength(),
                s.responseTimeout(),
                deny,
                List.of(allowed),
                s.userAgent());
    }

    static NetworkSettings proxy(NetworkSettings s, String url, Map<String, String> headers) {
        Map<String, Secret> secret = new java.util.HashMap<>();
        headers.forEach((name, value) -> secret.put(name, new Secret(value)));
        return proxy(s, new Proxy(url, secret, Optional.empty(), Optional.empty()));
    }

    static NetworkSettings proxy(NetworkSettings s, Proxy proxy) {
        return new NetworkSettings(
                s.allowedHosts(),
                Optional.of(proxy),
                s.verificationMode(),
                s.proxyVerificationMode(),
                s.customHosts(),
                s.maxResponseContentLength(),
                s.responseTimeout(),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static NetworkSettings modes(
            NetworkSettings s, VerificationMode mode, VerificationMode proxyMode) {
        return new NetworkSettings(
                s.allowedHosts(),
                s.proxy(),
                mode,
                proxyMode,
                s.customHosts(),
                s.maxResponseContentLength(),
                s.responseTimeout(),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static NetworkSettings customHosts(NetworkSettings s, CustomHost... entries) {
        return new NetworkSettings(
                s.allowedHosts(),
                s.proxy(),
                s.verificationMode(),
                s.proxyVerificationMode(),
                List.of(entries),
                s.maxResponseContentLength(),
                s.responseTimeout(),
                s.denyPrivateAddresses(),
                s.allowedAddresses(),
                s.userAgent());
    }

    static Network network(NetworkSettings settings) {
        return new Network(settings, new MemoryTokens(), Clock.system());
    }

    /** With an own resolver; the dial is the network's. */
    static Network network(NetworkSettings settings, NameResolver resolver) {
        return new Network(settings, new MemoryTokens(), Clock.system(), resolver, Dial.system());
    }

    static AttemptScope scope(SecretValues secrets, Cancellation cancellation) {
        return new AttemptScope(CONNECTOR, secrets, cancellation);
    }

    static AttemptTransports attempt(Network network) {
        return network.open(scope(new SecretValues(), Cancellation.never()));
    }

    static HttpResult send(Network network, HttpCall call) {
        return attempt(network).http().send(call);
    }

    /** Sends and expects an answer. */
    static HttpReply reply(Network network, HttpCall call) {
        HttpResult result = send(network, call);
        if (result instanceof HttpReply reply) {
            return reply;
        }
        throw new AssertionError("no reply: " + result);
    }

    /** Sends and expects none. */
    static HttpFailure failure(Network network, HttpCall call) {
        HttpResult result = send(network, call);
        if (result instanceof HttpFailure failure) {
            return failure;
        }
        throw new AssertionError("a reply: " + result);
    }
}
