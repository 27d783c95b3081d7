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
public final class TestSettings {

    public String basePath = "";
    public boolean rewriteBasePath;
    public Optional<String> publicBaseUrl = Optional.empty();
    public long maxPayload = 1_048_576;
    public Duration keepaliveTimeout = Duration.ofSeconds(120);
    public Duration socketTimeout = Duration.ofSeconds(120);
    public Duration payloadTimeout = Duration.ofSeconds(20);
    public Duration shutdownTimeout = Duration.ofSeconds(10);
    public Cors cors = new Cors(false, false, List.of("*"));
    public boolean compression = true;
    public Map<String, String> customHeaders = Map.of();
    public boolean xsrfDisabled;
    public List<String> xsrfAllowlist = List.of();
    public boolean restrictInternalApis = true;
    public boolean opaqueIdFromAnyIp;
    public Optional<Integer> redirectHttpFromPort = Optional.empty();
    public TlsSettings tls =
            new TlsSettings(
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of("TLSv1.2", "TLSv1.3"),
                    List.of(),
                    TlsSettings.ClientAuthentication.NONE);

    public ServerSettings build() {
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
