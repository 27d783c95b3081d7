package dev.patchbay.net;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.time.Clock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the attempts of one network share. Thread-safe. */
record NetworkParts(
        NetworkSettings settings,
        HostAllowList allowList,
        ProxyChoice proxies,
        CustomHosts customHosts,
        TlsContexts tls,
        HopRunner runner,
        Dialer dialer,
        Watchdog watchdog,
        KnownUrls urls,
        Clock clock) {

    /**
     * How a mail server's certificate is judged (contract/connectors-messaging-webhook.md, section
     * 2.6): the host's entry wins; behind a proxy the proxy's mode counts; STARTTLS that guards no
     * password takes any certificate.
     */
    VerificationMode mailMode(WebUrl url, boolean proxied, boolean opportunistic) {
        VerificationMode otherwise =
                proxied
                        ? settings.proxyVerificationMode()
                        : opportunistic ? VerificationMode.NONE : settings.verificationMode();
        return customHosts.of(url).flatMap(CustomHost::verificationMode).orElse(otherwise);
    }

    /** How a mail server's TLS is spoken, with the authorities of the host's entry. */
    TlsContext mailTls(WebUrl url, VerificationMode mode) throws TlsMaterialException {
        return tls.of(
                mode,
                customHosts
                        .of(url)
                        .flatMap(CustomHost::authorities)
                        .map(pem -> pem.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }

    /** The longer of the configured time and the call's, at least 1 ms. */
    long timeoutMillis(HttpCall call) {
        Duration configured = settings.responseTimeout();
        Duration longer =
                call.timeout().filter(own -> own.compareTo(configured) > 0).orElse(configured);
        return Math.clamp(longer.toMillis(), 1, Integer.MAX_VALUE);
    }

    /**
     * How a call speaks TLS over all its hops (Kibana keeps the settings of the first URL): the
     * entry of the host wins over the connector, the connector over the setting; the client
     * certificate is always the connector's (contract/settings.md, sections 2.4, 2.5).
     *
     * @throws TlsMaterialException when a certificate or key that the call brings cannot be used,
     *     also if the URL is not https
     */
    Supplier<TlsContext> targetTls(WebUrl url, TlsOptions options) throws TlsMaterialException {
        Optional<CustomHost> host = url.secure() ? customHosts.of(url) : Optional.empty();
        Optional<VerificationMode> hostMode = host.flatMap(CustomHost::verificationMode);
        VerificationMode mode = hostMode.or(options::mode).orElse(settings.verificationMode());
        Optional<byte[]> authorities =
                host.flatMap(CustomHost::authorities)
                        .map(pem -> pem.getBytes(StandardCharsets.UTF_8))
                        .or(options::authorities);
        if (authorities.isEmpty() && options.identity().isEmpty()) {
            return () -> tls.plain(mode);
        }
        TlsContext context = tls.of(mode, authorities, options.identity());
        return () -> context;
    }
}
