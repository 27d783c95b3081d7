package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.path;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.settings.TlsSettings.ClientAuthentication;
import dev.patchbay.server.settings.TlsSettings.PemIdentity;
import dev.patchbay.server.settings.TlsSettings.Store;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code server.ssl}; its members for keys and stores serve {@code elasticsearch.ssl} too. */
final class TlsSection {

    static final Schema SCHEMA =
            object(
                            setting("enabled", bool().withDefault(false), "Serves HTTPS."),
                            setting("certificate", path().optional(), "PEM certificate chain."),
                            setting("key", path().optional(), "PEM key."),
                            setting(
                                    "keyPassphrase",
                                    string().optional().secret(),
                                    "Its passphrase."),
                            setting(
                                    "certificateAuthorities",
                                    paths().optional(),
                                    "PEM files for client certificates."),
                            group("keystore", store("PKCS#12 file with certificate and key.")),
                            group("truststore", store("PKCS#12 file with authorities.")),
                            setting(
                                    "supportedProtocols",
                                    list(oneOf("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"), 1)
                                            .withDefault(
                                                    Json.array().add("TLSv1.2").add("TLSv1.3")),
                                    "Versions of TLS."),
                            setting(
                                    "cipherSuites",
                                    list(string()).optional(),
                                    "Names of OpenSSL or JSSE. Unset: the runtime's list."),
                            setting(
                                    "clientAuthentication",
                                    oneOf("none", "optional", "required").withDefault("none"),
                                    "Whether clients show a certificate."),
                            setting(
                                    "redirectHttpFromPort",
                                    whole(0, 65_535).optional(),
                                    "HTTP port that redirects to HTTPS."))
                    .refined(TlsSection::conflicts);

    private TlsSection() {}

    /** The list comes first: JSON text of the environment is a path, too. */
    static Schema paths() {
        return Schemas.union(list(path()), path());
    }

    static Schema store(String help) {
        return object(
                setting("path", path().optional(), help),
                setting(
                        "password",
                        string().optional().secret(),
                        "Its password; empty is not the same as unset."));
    }

    private static List<Violation> conflicts(JsonNode ssl) {
        boolean keystore = ssl.get("keystore").has("path");
        if (ssl.has("key") && keystore) {
            return ServerChecks.violation("cannot use [key] when [keystore.path] is specified");
        }
        if (ssl.has("certificate") && keystore) {
            return ServerChecks.violation(
                    "cannot use [certificate] when [keystore.path] is specified");
        }
        boolean enabled = ssl.get("enabled").booleanValue();
        if (enabled && !ssl.has("certificate") && !keystore) {
            return ServerChecks.violation(
                    "must specify [certificate] or [keystore.path] -- when ssl is enabled");
        }
        if (!enabled && !ssl.get("clientAuthentication").stringValue().equals("none")) {
            return ServerChecks.violation("must enable ssl to use [clientAuthentication]");
        }
        return List.of();
    }

    static TlsSettings read(Values server) {
        return new TlsSettings(
                server.bool("ssl.enabled"),
                pem(server),
                store(server, "ssl.keystore"),
                store(server, "ssl.truststore"),
                authorities(server),
                server.strings("ssl.supportedProtocols"),
                server.strings("ssl.cipherSuites"),
                server.constant(ClientAuthentication.class, "ssl.clientAuthentication"));
    }

    /** A certificate without a key: both are in one file. */
    static Optional<PemIdentity> pem(Values section) {
        return section.maybePath("ssl.certificate")
                .map(certificate ->
                        new PemIdentity(
                                certificate,
                                section.maybePath("ssl.key").orElse(certificate),
                                section.maybeSecret("ssl.keyPassphrase")));
    }

    static Optional<Store> store(Values section, String name) {
        return section.maybePath(name + ".path")
                .map(file -> new Store(file, section.maybeSecret(name + ".password")));
    }

    static List<Path> authorities(Values section) {
        return section.oneOrMore("ssl.certificateAuthorities").stream()
                .map(section.paths()::resolve)
                .toList();
    }
}
