package dev.patchbay.server.http;

import dev.patchbay.server.settings.ServerSettings;
import dev.patchbay.server.settings.ServerSettings.Cors;
import dev.patchbay.server.settings.ServerSettings.ResponseHeaders;
import dev.patchbay.server.settings.TlsSettings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a server on a free loopback port; a test changes the fields it is about. */
final class TestSettings {

    String basePath = "";
    boolean rewriteBasePath;
    Optional<String> publicBaseUrl = Optional.empty();
    long maxPayload = 1_048_576;
    Duration keepaliveTimeout = Duration.ofSeconds(120);
    Duration socketTimeout = Duration.ofSeconds(120);
    Duration payloadTimeout = Duration.ofSeconds(20);
    Duration shutdownTimeout = Duration.ofSeconds(10);
    Cors cors = new Cors(false, false, List.of("*"));
    boolean compression = true;
    Map<String, String> customHeaders = Map.of();
    boolean xsrfDisabled;
    List<String> xsrfAllowlist = List.of();
    boolean restrictInternalApis = true;
    boolean opaqueIdFromAnyIp;
    Optional<Integer> redirectHttpFromPort = Optional.empty();
    TlsSettings tls =
            new TlsSettings(
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of("TLSv1.2", "TLSv1.3"),
                    List.of(),
                    TlsSettings.ClientAuthentication.NONE);

    ServerSettings build() {
        return new ServerSettings(
                "127.0.0.1",
                0,
                basePath,
                rewriteBasePath,
                publicBaseUrl,
                Optional.of("patchbay.test"),
                Optional.empty(),
                maxPayload,
                keepaliveTimeout,
                socketTimeout,
                payloadTimeout,
                shutdownTimeout,
                Optional.empty(),
                cors,
                compression,
                customHeaders,
                new ResponseHeaders(
                        Optional.empty(),
                        Optional.of("nosniff"),
                        Optional.of("strict-origin-when-cross-origin"),
                        Optional.of("camera=()"),
                        Optional.empty(),
                        Optional.of("same-origin"),
                        false),
                xsrfDisabled,
                xsrfAllowlist,
                restrictInternalApis,
                opaqueIdFromAnyIp,
                List.of(),
                tls,
                redirectHttpFromPort);
    }
}
