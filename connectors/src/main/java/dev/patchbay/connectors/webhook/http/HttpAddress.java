package dev.patchbay.connectors.webhook.http;

import dev.patchbay.sdk.secret.Secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The URL of a request: base without one trailing slash, path, query. A base that has a query keeps
 * it, and the path goes before it. Stateless.
 */
final class HttpAddress {

    private HttpAddress() {}

    /** A parameter of the connector's secrets replaces one of the same name. */
    static Map<String, String> query(HttpParams params, Optional<Map<String, Secret>> secrets) {
        Map<String, String> query = new LinkedHashMap<>(params.query().orElseGet(Map::of));
        secrets.orElseGet(Map::of).forEach((name, value) -> query.put(name, value.reveal()));
        return query;
    }

    static String of(String base, Optional<String> path, Map<String, String> query) {
        String whole = base.split("#", 2)[0];
        int question = whole.indexOf('?');
        String address = question < 0 ? whole : whole.substring(0, question);
        if (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        address += path.filter(text -> !text.isEmpty()).map(text -> "/" + text).orElse("");
        if (question >= 0) {
            address += (address.contains("?") ? "&" : "?") + whole.substring(question + 1);
        }
        return query.isEmpty()
                ? address
                : address + (address.contains("?") ? "&" : "?") + encoded(query);
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
