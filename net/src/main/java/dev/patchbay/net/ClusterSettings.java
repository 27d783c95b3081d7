package dev.patchbay.net;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.secret.Secret;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code elasticsearch.*} as the network module needs it. Immutable.
 *
 * @param hosts URLs of one cluster, at least one
 * @param authorization value of the {@code Authorization} header of the service account
 * @param credential the part of it that is redacted
 * @param headers of every request
 * @param timeout of a request
 * @param tls how certificates are checked, with authorities and client certificate
 */
public record ClusterSettings(
        List<String> hosts,
        Optional<Secret> authorization,
        Optional<Secret> credential,
        Map<String, Secret> headers,
        Duration timeout,
        TlsOptions tls,
        String userAgent) {

    public ClusterSettings {
        hosts = List.copyOf(hosts);
        headers = Map.copyOf(headers);
    }

    /** Without the URLs, which may hold a password. */
    @Override
    public String toString() {
        return "ClusterSettings[" + hosts.size() + " hosts]";
    }
}
