package dev.patchbay.server.http;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.space.Space;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;

/** What is known of a request so far. */
final class RequestDraft {

    private static final byte[] NO_CONTENT = {};
    private static final ObjectNode NO_QUERY = Json.object();

    final Request request;
    final Headers headers;
    final String address;
    final String requestId;
    final String scheme;
    final Cancellation cancellation;
    final Dialect dialect;
    final Router.Found found;
    Optional<Caller> caller = Optional.empty();

    RequestDraft(
            Request request,
            Headers headers,
            ClientAddresses addresses,
            RequestIds requestIds,
            Cancellation cancellation,
            Dialect dialect,
            Router.Found found) {
        this.request = request;
        this.headers = headers;
        this.cancellation = cancellation;
        this.dialect = dialect;
        this.found = found;
        var peer = request.getConnectionMetaData().getRemoteSocketAddress();
        HttpFields fields = request.getHeaders();
        address = addresses.of(peer, forwardedFor(fields));
        requestId = requestIds.of(fields.get("X-Opaque-Id"), address);
        String forwarded = fields.get(HttpHeader.X_FORWARDED_PROTO);
        boolean believed = forwarded != null && addresses.isTrusted(peer);
        scheme = believed ? forwarded : request.isSecure() ? "https" : "http";
    }

    /** All lines of the header: the last hop counts, wherever a proxy has put it. */
    private static @Nullable String forwardedFor(HttpFields fields) {
        return fields.contains(HttpHeader.X_FORWARDED_FOR)
                ? String.join(",", fields.getValuesList(HttpHeader.X_FORWARDED_FOR))
                : null;
    }

    Exchange exchange(JsonNode query, Optional<JsonNode> body, byte[] content) {
        boolean match = found instanceof Router.Found.Match;
        Map<String, String> params = match ? ((Router.Found.Match) found).params() : Map.of();
        String spaceId = match ? ((Router.Found.Match) found).spaceId() : Space.DEFAULT_ID;
        return new Exchange(
                request.getMethod(),
                spaceId,
                request.getHttpURI().getPathQuery(),
                params,
                query,
                body,
                content,
                headers,
                caller,
                address,
                requestId,
                cancellation);
    }

    Exchange bare() {
        return exchange(NO_QUERY, Optional.empty(), NO_CONTENT);
    }
}
