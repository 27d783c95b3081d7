package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.path;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.ElasticsearchSettings.Credential;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code elasticsearch} (contract/settings.md, section 7; contract README, decision 7). */
final class ElasticsearchSection {

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "elasticsearch",
                    partly(
                                    setting(
                                            "hosts",
                                            Schemas.union(url(), list(url()))
                                                    .withDefault(Json.array())
                                                    .secret(),
                                            "URLs of one cluster. Unset: there is none."),
                                    setting("username", string(1).optional(), "Service account."),
                                    setting(
                                            "password",
                                            string().optional().secret(),
                                            "Its password."),
                                    setting(
                                            "apiKey",
                                            string(1).optional().secret(),
                                            "API key in the encoded form."),
                                    setting(
                                            "serviceAccountToken",
                                            string(1).optional().secret(),
                                            "Token of a service account."),
                                    setting(
                                            "customHeaders",
                                            map(string()).withDefault(Json.object()).secret(),
                                            "Headers of every request."),
                                    setting(
                                            "requestTimeout",
                                            duration().withDefault("30s"),
                                            "Time of a request."),
                                    group("ssl", ssl()))
                            .refined(ElasticsearchSection::credentials));

    private ElasticsearchSection() {}

    private static Schema url() {
        return string("URL", "expected URI with scheme [http|https].", ServerChecks::isWebUrl);
    }

    private static Schema ssl() {
        return partly(
                setting(
                        "verificationMode",
                        oneOf("none", "certificate", "full").withDefault("full"),
                        "How its certificate is checked."),
                setting(
                        "certificateAuthorities",
                        TlsSection.paths().optional(),
                        "PEM files that replace the trust store."),
                setting("certificate", path().optional(), "PEM client certificate."),
                setting("key", path().optional(), "PEM key."),
                setting("keyPassphrase", string().optional().secret(), "Its passphrase."),
                group("keystore", TlsSection.store("PKCS#12 client certificate.")),
                group("truststore", TlsSection.store("PKCS#12 file with authorities.")));
    }

    private static List<Violation> credentials(JsonNode section) {
        if (section.has("username") != section.has("password")) {
            return ServerChecks.violation("[username] and [password] must be given together");
        }
        long given =
                Stream.of("username", "apiKey", "serviceAccountToken").filter(section::has).count();
        return given > 1
                ? ServerChecks.violation(
                        "only one of [username], [apiKey] and [serviceAccountToken] may be given")
                : List.of();
    }

    static ElasticsearchSettings read(Values values, Values patchbay) {
        return new ElasticsearchSettings(
                values.oneOrMore("hosts"),
                credential(values),
                ActionsSection.secrets(values.stringMap("customHeaders")),
                values.duration("requestTimeout"),
                values.constant(VerificationMode.class, "ssl.verificationMode"),
                TlsSection.authorities(values),
                TlsSection.pem(values),
                TlsSection.store(values, "ssl.keystore"),
                TlsSection.store(values, "ssl.truststore"),
                patchbay.maybeStrings("elasticsearch.allowedIndices"));
    }

    private static Optional<Credential> credential(Values values) {
        Optional<Credential> basic =
                values.maybeString("username")
                        .map(name ->
                                new Credential.Basic(name, new Secret(values.string("password"))));
        return basic.or(() -> values.maybeSecret("apiKey").map(Credential.ApiKey::new))
                .or(() ->
                        values.maybeSecret("serviceAccountToken")
                                .map(Credential.ServiceToken::new));
    }
}
