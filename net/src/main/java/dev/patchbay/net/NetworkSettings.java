package dev.patchbay.net;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the network module is set to (contract/settings.md, section 2 and {@code patchbay.network}).
 * Immutable.
 *
 * @param allowedHosts {@code *} = all
 * @param proxy empty without {@code proxyUrl}
 * @param verificationMode TLS to targets
 * @param proxyVerificationMode TLS to an {@code https} proxy
 * @param customHosts {@code customHostSettings} as configured, in order
 * @param maxResponseContentLength bytes of a response body after decompression, at least 1
 * @param responseTimeout of each call, redirects included; a call may lengthen it
 * @param denyPrivateAddresses closes loopback and private ranges
 * @param allowedAddresses CIDR blocks that stay open then; link-local ones always need one
 * @param userAgent unless a call brings its own
 */
public record NetworkSettings(
        List<String> allowedHosts,
        Optional<Proxy> proxy,
        VerificationMode verificationMode,
        VerificationMode proxyVerificationMode,
        List<CustomHost> customHosts,
        long maxResponseContentLength,
        Duration responseTimeout,
        boolean denyPrivateAddresses,
        List<String> allowedAddresses,
        String userAgent) {

    /** Kibana's defaults: every host, no proxy, full verification, 1 MiB, 60 s. */
    public static final NetworkSettings DEFAULT =
            new NetworkSettings(
                    List.of("*"),
                    Optional.empty(),
                    VerificationMode.FULL,
                    VerificationMode.FULL,
                    List.of(),
                    1_048_576,
                    Duration.ofSeconds(60),
                    false,
                    List.of(),
                    "Patchbay");

    public NetworkSettings {
        allowedHosts = List.copyOf(allowedHosts);
        customHosts = List.copyOf(customHosts);
        allowedAddresses = List.copyOf(allowedAddresses);
    }

    /**
     * The one proxy (section 2.3).
     *
     * @param headers sent to the proxy, on CONNECT and with forwarded requests
     * @param bypassHosts empty Optional = unset
     * @param onlyHosts empty Optional = unset
     */
    public record Proxy(
            String url,
            Map<String, Secret> headers,
            Optional<List<String>> bypassHosts,
            Optional<List<String>> onlyHosts) {

        public Proxy {
            headers = Map.copyOf(headers);
        }

        /** Without the URL, which may hold a password. */
        @Override
        public String toString() {
            return "Proxy[bypassHosts=" + bypassHosts + ", onlyHosts=" + onlyHosts + "]";
        }
    }

    /**
     * An entry of {@code customHostSettings} (section 2.5).
     *
     * @param verificationMode empty without an {@code ssl} block
     * @param authorities PEM text that replaces the trust store
     * @param smtp empty without an {@code smtp} block
     */
    public record CustomHost(
            String url,
            Optional<VerificationMode> verificationMode,
            Optional<String> authorities,
            Optional<Smtp> smtp) {

        /** STARTTLS wishes. */
        public record Smtp(boolean ignoreTls, boolean requireTls) {}
    }
}
