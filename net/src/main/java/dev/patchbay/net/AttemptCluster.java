package dev.patchbay.net;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests to the cluster for one attempt. Thread-safe. */
final class AttemptCluster implements ElasticsearchTransport {

    private final ClusterSettings settings;
    private final AttemptTransports transports;
    private final int first;

    AttemptCluster(
            ClusterSettings settings, AttemptTransports transports, int first, AttemptScope scope) {
        this.settings = settings;
        this.transports = transports;
        this.first = first;
        settings.credential().ifPresent(secret -> scope.secretValues().add(secret.reveal()));
        settings.headers().values().forEach(secret -> scope.secretValues().add(secret.reveal()));
    }

    @Override
    public HttpResult send(String method, String path, String contentType, Optional<byte[]> body) {
        List<String> hosts = settings.hosts();
        HttpResult result = send(hosts.get(first), method, path, contentType, body);
        for (int i = 1; i < hosts.size() && unreached(result); i++) {
            result = send(hosts.get((first + i) % hosts.size()), method, path, contentType, body);
        }
        return result;
    }

    boolean effectfulRequestSent() {
        return transports.effectfulRequestSent();
    }

    void close() {
        transports.close();
    }

    private HttpResult send(
            String host, String method, String path, String contentType, Optional<byte[]> body) {
        String base = host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
        HttpCall call =
                HttpCall.of(method, base + path)
                        .withRedirects(0)
                        .withTls(settings.tls())
                        .withHeader("Accept", "application/json");
        if (body.isPresent()) {
            call = call.withHeader("Content-Type", contentType).withBody(body.get());
        }
        for (Map.Entry<String, Secret> header : settings.headers().entrySet()) {
            call = call.withHeader(header.getKey(), header.getValue().reveal());
        }
        if (settings.authorization().isPresent()) {
            call = call.withHeader("Authorization", settings.authorization().get().reveal());
        }
        return transports.http().send(call);
    }

    /** Nothing was said to this host, so the next one may be asked. */
    private static boolean unreached(HttpResult result) {
        return result instanceof HttpFailure failure
                && failure.reason() == Reason.NETWORK
                && failure.effect().equals(Effect.NONE)
                && !failure.message().equals("canceled");
    }
}
