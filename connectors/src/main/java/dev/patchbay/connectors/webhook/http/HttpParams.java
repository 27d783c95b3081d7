package dev.patchbay.connectors.webhook.http;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;
import java.util.Optional;

/**
 * What to send.
 *
 * @param url used when the config has none
 * @param timeout milliseconds
 */
record HttpParams(
        Optional<String> url,
        Optional<String> path,
        HttpMethod method,
        Optional<String> body,
        Optional<Map<String, String>> query,
        Optional<Map<String, String>> headers,
        Optional<Double> timeout,
        Optional<Fetcher> fetcher) {

    /** How it is sent. Whether connections are kept is the server's matter. */
    record Fetcher(
            @JsonProperty("skip_ssl_verification") Optional<Boolean> skipSslVerification,
            @JsonProperty("follow_redirects") Optional<Boolean> followRedirects,
            @JsonProperty("max_redirects") Optional<Integer> maxRedirects) {}
}
