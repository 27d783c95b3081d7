package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** The request of an operation. */
record SpecRequest(
        String method,
        SpecUrl url,
        Map<String, Template> query,
        Map<String, Template> headers,
        SpecBody body) {

    /** A request, or why there is none. */
    sealed interface Built {
        record Call(HttpCall call) implements Built {}

        record Refused(String why) implements Built {}
    }

    static SpecRequest parse(JsonNode request, Scope scope, Path where) {
        Map<String, Template> headers =
                SpecBody.templates(request.path("headers"), scope, where.key("headers"));
        headers.keySet().forEach(name -> SpecAuth.header(name, where.key("headers").key(name)));
        return new SpecRequest(
                request.path("method").asString(),
                SpecUrl.parse(request.path("url").asString(), scope, where.key("url")),
                SpecBody.templates(request.path("query"), scope, where.key("query")),
                headers,
                SpecBody.parse(request, scope, where));
    }

    /** Builds; {@code more} goes over the query. */
    Built build(Values values, SpecAuth auth, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(SpecBody.filled(query, values));
        all.putAll(more);
        all.putAll(auth.query(values));
        return switch (url.resolve(values, all, values.invocation().secretValues())) {
            case SpecUrl.Address.Refused(String why) -> new Built.Refused(why);
            case SpecUrl.Address.Found(String address) -> {
                Headers sent = Headers.EMPTY.withAll(SpecBody.filled(headers, values));
                // A redirect would carry credentials to a host that nobody has named.
                HttpCall call = HttpCall.of(method, address).withHeaders(sent).withRedirects(0);
                yield new Built.Call(body.on(call, values));
            }
        };
    }

    /** Whether the delivery's id is sent in it. */
    boolean keyed(Ref ref) {
        return body.keyed(ref)
                || headers.values().stream().anyMatch(header -> header.refs().contains(ref))
                || query.values().stream().anyMatch(pair -> pair.refs().contains(ref));
    }
}
