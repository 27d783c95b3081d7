package dev.patchbay.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code server.*} (contract/settings.md, section 4).
 *
 * @param host bind address; {@code 0.0.0.0} = all
 * @param basePath empty, or begins with {@code /} and does not end with one
 * @param rewriteBasePath whether this server strips the base path itself
 * @param publicBaseUrl without trailing slash
 * @param name {@code kbn-name} response header; empty = the host's name
 * @param uuid empty = the one kept in the data directory
 * @param maxPayload bytes
 * @param shutdownTimeout grace for running requests after SIGTERM
 * @param protocol empty = HTTP/2 with TLS, else HTTP/1.1
 * @param compression whether answers are compressed
 * @param xsrfAllowlist exact paths without base path
 * @param redirectHttpFromPort extra HTTP port that redirects to HTTPS
 */
public record ServerSettings(
        String host,
        int port,
        String basePath,
        boolean rewriteBasePath,
        Optional<String> publicBaseUrl,
        Optional<String> name,
        Optional<String> uuid,
        long maxPayload,
        Duration keepaliveTimeout,
        Duration socketTimeout,
        Duration payloadTimeout,
        Duration shutdownTimeout,
        Optional<Protocol> protocol,
        Cors cors,
        boolean compression,
        Map<String, String> customResponseHeaders,
        ResponseHeaders securityResponseHeaders,
        boolean xsrfDisableProtection,
        List<String> xsrfAllowlist,
        boolean restrictInternalApis,
        boolean opaqueIdFromAnyIp,
        List<String> opaqueIdAllowlist,
        TlsSettings tls,
        Optional<Integer> redirectHttpFromPort) {

    /** {@code server.protocol}. */
    public enum Protocol {
        /** HTTP/1.1. */
        HTTP1,
        /** HTTP/2 beside HTTP/1.1. */
        HTTP2
    }

    /**
     * {@code server.cors}.
     *
     * @param allowOrigin origins; {@code *} = any
     */
    public record Cors(boolean enabled, boolean allowCredentials, List<String> allowOrigin) {}

    /**
     * {@code server.securityResponseHeaders}; an empty value: the header is not sent.
     *
     * @param disableEmbedding adds {@code frame-ancestors 'self'} to the content security policy
     */
    public record ResponseHeaders(
            Optional<String> strictTransportSecurity,
            Optional<String> xContentTypeOptions,
            Optional<String> referrerPolicy,
            Optional<String> permissionsPolicy,
            Optional<String> permissionsPolicyReportOnly,
            Optional<String> crossOriginOpenerPolicy,
            boolean disableEmbedding) {}
}
