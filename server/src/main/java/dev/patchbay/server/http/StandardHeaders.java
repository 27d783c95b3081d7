package dev.patchbay.server.http;

import dev.patchbay.server.settings.ServerSettings;
import dev.patchbay.server.settings.ServerSettings.ResponseHeaders;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Headers that every answer carries (contract/actions-api.md, section 1.4), encoded once at start.
 */
final class StandardHeaders {

    /** The only version of the public API. */
    static final HttpField PUBLIC_VERSION = field("elastic-api-version", "2023-10-31");

    /** The only version of internal routes. */
    static final HttpField INTERNAL_VERSION = field("elastic-api-version", "1");

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";

    private StandardHeaders() {}

    /**
     * In the order in which they are sent; the operator's own headers win, {@code kbn-name} above
     * all.
     */
    static List<HttpField> of(ServerSettings settings, String serverName) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("kbn-name", "");
        ResponseHeaders security = settings.securityResponseHeaders();
        put(headers, "x-content-type-options", security.xContentTypeOptions());
        put(headers, "referrer-policy", security.referrerPolicy());
        put(headers, "cross-origin-opener-policy", security.crossOriginOpenerPolicy());
        put(headers, "permissions-policy", security.permissionsPolicy());
        put(headers, "permissions-policy-report-only", security.permissionsPolicyReportOnly());
        put(headers, "strict-transport-security", security.strictTransportSecurity());
        headers.put(
                "content-security-policy",
                security.disableEmbedding() ? POLICY + "; frame-ancestors 'self'" : POLICY);
        if (security.disableEmbedding()) {
            headers.put("x-frame-options", "SAMEORIGIN");
        }
        headers.put("cache-control", "private, no-cache, no-store, must-revalidate");
        settings.customResponseHeaders()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.put("kbn-name", serverName);
        List<HttpField> fields = new ArrayList<>();
        headers.forEach((name, value) -> fields.add(field(name, value)));
        return List.copyOf(fields);
    }

    private static void put(Map<String, String> headers, String name, Optional<String> value) {
        value.ifPresent(text -> headers.put(name, text));
    }

    private static HttpField field(String name, String value) {
        return new PreEncodedHttpField(name, value);
    }
}
