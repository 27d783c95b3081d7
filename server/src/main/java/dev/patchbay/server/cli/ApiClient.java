package dev.patchbay.server.cli;

import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kibana's API of a running server. Blocking; for one command, by one thread. Redirects are not
 * followed: the credentials are for this server.
 */
public final class ApiClient implements AutoCloseable {

    private static final long LARGEST_ANSWER = 64L << 20;

    private final String base;
    private final Optional<Secret> authorization;
    private final TlsOptions tls;
    private final Network network;
    private final AttemptTransports transports;
    private final HttpTransport http;

    /**
     * Of a server.
     *
     * @param base URL up to where {@code /api} begins
     * @param authorization value of the header; empty = anonymous
     */
    public ApiClient(String base, Optional<Secret> authorization, TlsOptions tls) {
        this.base = base;
        this.authorization = authorization;
        this.tls = tls;
        network = new Network(settings(), TokenStore.NONE, Clock.system());
        SecretValues secrets = new SecretValues();
        authorization.map(Secret::reveal).ifPresent(secrets::add);
        transports =
                network.open(
                        new AttemptScope(
                                new ConnectorIdentity("cli", "cli", "cli", "default"),
                                secrets,
                                Cancellation.never()));
        http = transports.http();
    }

    private static NetworkSettings settings() {
        NetworkSettings usual = NetworkSettings.DEFAULT;
        return new NetworkSettings(
                usual.allowedHosts(),
                Optional.empty(),
                usual.verificationMode(),
                usual.proxyVerificationMode(),
                List.of(),
                LARGEST_ANSWER,
                Duration.ofMinutes(2),
                false,
                List.of(),
                "patchbay");
    }

    /** Asks; the query is encoded here. */
    public ApiResult get(String path, Map<String, String> query) {
        StringBuilder url = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> entry : query.entrySet()) {
            url.append(separator)
                    .append(encoded(entry.getKey()))
                    .append('=')
                    .append(encoded(entry.getValue()));
            separator = '&';
        }
        return send("GET", url.toString(), Optional.empty());
    }

    /** Sends JSON. */
    public ApiResult post(String path, JsonNode body) {
        return send("POST", path, Optional.of(body));
    }

    /** A segment of a path, or a part of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ApiResult send(String method, String path, Optional<JsonNode> body) {
        Headers headers = Headers.of("kbn-xsrf", "patchbay");
        if (authorization.isPresent()) {
            headers = headers.with("Authorization", authorization.get().reveal());
        }
        HttpCall call = HttpCall.of(method, base + path).withTls(tls).withRedirects(0);
        if (body.isPresent()) {
            headers = headers.with("Content-Type", "application/json");
            call = call.withBody(Json.writeBytes(body.get()));
        }
        return switch (http.send(call.withHeaders(headers))) {
            case HttpFailure failure -> new ApiResult.Unreachable(failure.message());
            case HttpReply reply -> answered(reply);
        };
    }

    private static ApiResult answered(HttpReply reply) {
        Optional<JsonNode> json = reply.json();
        if (reply.ok() && json.isPresent()) {
            return new ApiResult.Done(json.get());
        }
        String text =
                json.map(body -> body.path("message").stringValue(""))
                        .filter(message -> !message.isEmpty())
                        .orElse(reply.reasonPhrase());
        return new ApiResult.Refused(
                reply.status(),
                reply.headers()
                        .first("retry-after")
                        .map(seconds -> text + " (again in " + seconds + " s)")
                        .orElse(text));
    }

    @Override
    public void close() {
        transports.close();
        network.close();
    }
}
