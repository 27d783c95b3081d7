package dev.patchbay.server.http;

import dev.patchbay.server.settings.ServerSettings.Cors;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/** {@code server.cors} (contract/settings.md, section 4). Off by default. Immutable. */
final class CrossOrigin {

    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "origin");
    private static final HttpField EXPOSED =
            new PreEncodedHttpField(
                    "access-control-expose-headers", "WWW-Authenticate,Server-Authorization");
    private static final HttpField METHODS =
            new PreEncodedHttpField("access-control-allow-methods", "GET,HEAD,POST,PUT,DELETE");
    private static final HttpField HEADERS =
            new PreEncodedHttpField(
                    "access-control-allow-headers",
                    "Accept,Authorization,Content-Type,If-None-Match,kbn-xsrf");
    private static final HttpField MAX_AGE =
            new PreEncodedHttpField("access-control-max-age", "86400");
    private static final HttpField CREDENTIALS =
            new PreEncodedHttpField("access-control-allow-credentials", "true");

    private final Cors cors;

    CrossOrigin(Cors cors) {
        this.cors = cors;
    }

    /** Whether this is a browser asking what it may send. */
    boolean isPreflight(String method, HttpFields request) {
        return cors.enabled()
                && method.equals("OPTIONS")
                && allowed(request.get(HttpHeader.ORIGIN))
                && request.contains("Access-Control-Request-Method");
    }

    /** Adds what the browser needs to hand the answer to the page. */
    void addTo(HttpFields request, HttpFields.Mutable response, boolean preflight) {
        if (!cors.enabled()) {
            return;
        }
        response.add(VARY);
        String origin = request.get(HttpHeader.ORIGIN);
        if (!allowed(origin)) {
            return;
        }
        response.add("access-control-allow-origin", origin);
        if (cors.allowCredentials()) {
            response.add(CREDENTIALS);
        }
        response.add(EXPOSED);
        if (preflight) {
            response.add(METHODS);
            response.add(HEADERS);
            response.add(MAX_AGE);
        }
    }

    private boolean allowed(@Nullable String origin) {
        return origin != null
                && (cors.allowOrigin().contains("*") || cors.allowOrigin().contains(origin));
    }
}
