package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.maybe;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code xpack.actions.customHostSettings} as written (contract/settings.md, section 2.5). */
final class CustomHostSection {

    static final Member MEMBER =
            setting(
                    "customHostSettings",
                    list(object(
                                    setting(
                                            "url",
                                            string(1),
                                            "`https://host[:port]` or `smtp://host[:port]`."),
                                    maybe(
                                            "ssl",
                                            object(
                                                    setting(
                                                            "verificationMode",
                                                            oneOf("none", "certificate", "full")
                                                                    .withDefault("full"),
                                                            "How its certificate is checked."),
                                                    setting(
                                                            "certificateAuthoritiesFiles",
                                                            Schemas.union(
                                                                            string(),
                                                                            list(string(), 1))
                                                                    .optional(),
                                                            "PEM files that replace the trust"
                                                                    + " store; read at start."),
                                                    setting(
                                                            "certificateAuthoritiesData",
                                                            string(1).optional(),
                                                            "PEM text that replaces it."))),
                                    maybe(
                                            "smtp",
                                            object(
                                                    setting(
                                                            "ignoreTLS",
                                                            bool().optional(),
                                                            "No STARTTLS."),
                                                    setting(
                                                            "requireTLS",
                                                            bool().optional(),
                                                            "STARTTLS is mandatory.")))))
                            .optional(),
                    "TLS and SMTP settings of single hosts; they win over a connector's own.");

    private CustomHostSection() {}

    /** The entries with their CA files read; each file that cannot be read is a notice. */
    static List<CustomHostEntry> read(Values actions, List<Notice> notices) {
        return actions.objects("customHostSettings").stream()
                .map(entry ->
                        new CustomHostEntry(
                                entry.string("url"),
                                entry.maybeConstant(VerificationMode.class, "ssl.verificationMode"),
                                authorities(entry, notices),
                                entry.maybeObject("smtp")
                                        .map(smtp ->
                                                new CustomHostEntry.Smtp(
                                                        smtp.maybeBool("ignoreTLS"),
                                                        smtp.maybeBool("requireTLS")))))
                .toList();
    }

    private static Optional<String> authorities(Values entry, List<Notice> notices) {
        List<String> texts = new ArrayList<>();
        entry.maybeString("ssl.certificateAuthoritiesData").ifPresent(texts::add);
        for (String file : entry.oneOrMore("ssl.certificateAuthoritiesFiles")) {
            AuthorityFiles.read(entry.paths(), file, notices).ifPresent(texts::add);
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
    }
}
