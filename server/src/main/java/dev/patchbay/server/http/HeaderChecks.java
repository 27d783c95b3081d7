package dev.patchbay.server.http;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Route.Access;
import dev.patchbay.server.settings.ServerSettings;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * Steps 4 to 6 of the order of checks: XSRF or cross-site, {@code kbn-version}, internal origin.
 * Immutable.
 */
final class HeaderChecks {

    private final boolean xsrf;
    private final Set<String> xsrfAllowlist;
    private final boolean restrictInternal;
    private final CrossSite crossSite;

    HeaderChecks(ServerSettings settings) {
        xsrf = !settings.xsrfDisableProtection();
        xsrfAllowlist = Set.copyOf(settings.xsrfAllowlist());
        restrictInternal = settings.restrictInternalApis();
        crossSite = new CrossSite(settings.publicBaseUrl());
    }

    /**
     * The first refusal, or null.
     *
     * @param path without base path
     * @param scheme as the client sees it
     */
    @Nullable Answer refusal(
            Request request, Access access, String path, String scheme, Dialect dialect) {
        HttpFields headers = request.getHeaders();
        String method = request.getMethod();
        boolean safe = isSafe(method);
        switch (access) {
            case ELASTICSEARCH -> {
                return crossSite(headers, scheme) ? dialect.crossSite() : null;
            }
            case ANONYMOUS -> {
                return !safe && crossSite(headers, scheme) ? dialect.crossSite() : null;
            }
            case PUBLIC, INTERNAL -> {}
        }
        String version = headers.get("kbn-version");
        if (xsrf && !safe && version == null && !headers.contains("kbn-xsrf") && !isAllowed(path)) {
            return Answer.error(400, "Request must contain a kbn-xsrf header.");
        }
        if (version != null && !version.equals(HttpContext.KIBANA_VERSION)) {
            return staleBrowser(version);
        }
        if (access == Access.INTERNAL
                && restrictInternal
                && !headers.contains("x-elastic-internal-origin")) {
            return Answer.error(
                    400,
                    "uri ["
                            + scheme
                            + "://"
                            + headers.get("Host")
                            + request.getHttpURI().getPathQuery()
                            + "] with method ["
                            + method.toLowerCase(Locale.ROOT)
                            + "] exists but is not available with the current configuration");
        }
        return null;
    }

    /** The path as it is sent, or without the prefix of its space. */
    private boolean isAllowed(String path) {
        if (xsrfAllowlist.isEmpty()) {
            return false;
        }
        int rest = path.startsWith("/s/") ? path.indexOf('/', 3) : -1;
        return xsrfAllowlist.contains(path)
                || (rest > 0 && xsrfAllowlist.contains(path.substring(rest)));
    }

    private boolean crossSite(HttpFields headers, String scheme) {
        return crossSite.refuses(
                headers.get("Sec-Fetch-Site"),
                headers.get("Origin"),
                scheme + "://" + headers.get("Host"));
    }

    private static Answer staleBrowser(String got) {
        String expected = HttpContext.KIBANA_VERSION;
        var body = Json.object();
        body.put("statusCode", 400)
                .put("error", ReasonPhrases.of(400))
                .put(
                        "message",
                        "Browser client is out of date, please refresh the page (\"kbn-version\""
                                + " header was \""
                                + got
                                + "\" but should be \""
                                + expected
                                + "\")");
        body.putObject("attributes").put("expected", expected).put("got", got);
        return Answer.json(400, body);
    }

    static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
