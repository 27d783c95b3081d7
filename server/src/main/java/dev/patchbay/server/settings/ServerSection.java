package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.ignored;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.size;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.settings.ServerSettings.Cors;
import dev.patchbay.server.settings.ServerSettings.Protocol;

import java.util.regex.Pattern;

/** {@code server} (contract/settings.md, section 4). */
final class ServerSection {

    private static final Pattern BASE_PATH = Pattern.compile("(/[^?#]*[^/?#])?");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Schema CORS =
            object(
                            setting("enabled", bool().withDefault(false), "Answers CORS requests."),
                            setting(
                                    "allowCredentials",
                                    bool().withDefault(false),
                                    "Lets browsers send credentials."),
                            setting(
                                    "allowOrigin",
                                    list(string(), 1).withDefault(Json.array().add("*")),
                                    "Origins; `*` = any."))
                    .refined(ServerChecks::cors);

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "server",
                    object(
                                    setting(
                                            "host",
                                            string(
                                                            "host name",
                                                            "value must be a valid hostname (see"
                                                                    + " RFC 1123).",
                                                            text ->
                                                                    HostNames.valid(text)
                                                                            || text.equals("0"))
                                                    .refined(ServerChecks::host)
                                                    .withDefault("localhost"),
                                            "Bind address; `0.0.0.0` = all."),
                                    setting(
                                            "port",
                                            whole(0, 65_535).withDefault(5_601),
                                            "Port; 0 = any free one."),
                                    setting(
                                            "basePath",
                                            string(
                                                            "path",
                                                            "must start with a slash, don't end"
                                                                    + " with one",
                                                            text ->
                                                                    BASE_PATH
                                                                            .matcher(text)
                                                                            .matches())
                                                    .withDefault(""),
                                            "Prefix of every path."),
                                    setting(
                                            "rewriteBasePath",
                                            bool().withDefault(false),
                                            "Whether this server strips the prefix; else a proxy"
                                                    + " does."),
                                    setting(
                                            "publicBaseUrl",
                                            string(
                                                            "URL",
                                                            "expected URI with scheme"
                                                                    + " [http|https].",
                                                            ServerChecks::isWebUrl)
                                                    .refined(ServerChecks::publicBaseUrl)
                                                    .optional(),
                                            "URL that users see, used in links."),
                                    setting(
                                            "name",
                                            string(
                                                            "header value",
                                                            "must be a header value",
                                                            ServerChecks::isHeaderValue)
                                                    .optional(),
                                            "`kbn-name` response header. Unset: the host's name."),
                                    setting(
                                            "uuid",
                                            string(
                                                            "UUID",
                                                            "must be a valid uuid",
                                                            text -> UUID.matcher(text).matches())
                                                    .optional(),
                                            "Id of this node. Unset: generated and kept in the data"
                                                    + " directory."),
                                    setting(
                                            "maxPayload",
                                            size().withDefault("1mb"),
                                            "Greatest request body."),
                                    setting(
                                            "keepaliveTimeout",
                                            milliseconds(120_000),
                                            "Milliseconds until an idle connection is closed."),
                                    setting(
                                            "socketTimeout",
                                            milliseconds(120_000),
                                            "Milliseconds without a byte until a connection is"
                                                    + " closed."),
                                    setting(
                                            "payloadTimeout",
                                            milliseconds(20_000),
                                            "Milliseconds for a request's body."),
                                    setting(
                                            "shutdownTimeout",
                                            duration().withDefault("30s"),
                                            "Grace for running requests after SIGTERM."),
                                    setting(
                                            "protocol",
                                            oneOf("http1", "http2").optional(),
                                            "Unset: `http2` with TLS, else `http1`."),
                                    group("cors", CORS),
                                    group(
                                            "compression",
                                            object(
                                                    setting(
                                                            "enabled",
                                                            bool().withDefault(true),
                                                            "Compresses answers."),
                                                    ignored("brotli"),
                                                    ignored("referrerWhitelist"))),
                                    ServerHeadersSection.CUSTOM,
                                    ServerHeadersSection.SECURITY,
                                    group(
                                            "xsrf",
                                            object(
                                                    setting(
                                                            "disableProtection",
                                                            bool().withDefault(false),
                                                            "No `kbn-xsrf` header is asked for."),
                                                    setting(
                                                            "allowlist",
                                                            list(string(
                                                                            "path",
                                                                            "must start with a"
                                                                                    + " slash",
                                                                            text ->
                                                                                    text.startsWith(
                                                                                            "/")))
                                                                    .withDefault(Json.array()),
                                                            "Exact paths that need no"
                                                                    + " `kbn-xsrf`."))),
                                    setting(
                                            "restrictInternalApis",
                                            bool().withDefault(true),
                                            "Internal routes ask for"
                                                    + " `x-elastic-internal-origin`."),
                                    group("requestId", requestId()),
                                    group("ssl", TlsSection.SCHEMA),
                                    ignored("rateLimiter"),
                                    ignored("cdn"),
                                    ignored("defaultRoute"),
                                    ignored("eluMonitor"),
                                    ignored("http2"),
                                    ignored("oas"),
                                    ignored("prototypeHardening"),
                                    ignored("versioned"))
                            .refined(ServerChecks::basePath));

    private ServerSection() {}

    private static Schema milliseconds(long standard) {
        return whole(0, Integer.MAX_VALUE).withDefault(standard);
    }

    private static Schema requestId() {
        return object(
                setting(
                        "allowFromAnyIp",
                        bool().withDefault(false),
                        "Trusts everyone's `X-Opaque-Id`."),
                setting(
                        "ipAllowlist",
                        list(string(
                                        "IP address",
                                        "value must be a valid ipv4 or ipv6 address",
                                        text -> HostNames.isIpv4(text) || HostNames.isIpv6(text)))
                                .withDefault(Json.array()),
                        "Addresses whose `X-Opaque-Id` is trusted."));
    }

    static ServerSettings read(Values values) {
        return new ServerSettings(
                values.string("host"),
                values.integer("port"),
                values.string("basePath"),
                values.bool("rewriteBasePath"),
                values.maybeString("publicBaseUrl"),
                values.maybeString("name"),
                values.maybeString("uuid"),
                values.number("maxPayload"),
                values.duration("keepaliveTimeout"),
                values.duration("socketTimeout"),
                values.duration("payloadTimeout"),
                values.duration("shutdownTimeout"),
                values.maybeConstant(Protocol.class, "protocol"),
                new Cors(
                        values.bool("cors.enabled"),
                        values.bool("cors.allowCredentials"),
                        values.strings("cors.allowOrigin")),
                values.bool("compression.enabled"),
                values.stringMap("customResponseHeaders"),
                ServerHeadersSection.read(values),
                values.bool("xsrf.disableProtection"),
                values.strings("xsrf.allowlist"),
                values.bool("restrictInternalApis"),
                values.bool("requestId.allowFromAnyIp"),
                values.strings("requestId.ipAllowlist"),
                TlsSection.read(values),
                values.maybeInteger("ssl.redirectHttpFromPort"));
    }
}
