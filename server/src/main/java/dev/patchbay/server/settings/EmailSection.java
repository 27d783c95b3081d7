package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.maybe;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.server.settings.ActionsSettings.Email;
import dev.patchbay.server.settings.ActionsSettings.Endpoint;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** {@code xpack.actions.email} (contract/settings.md, section 2.6). */
final class EmailSection {

    private static final String DOMAINS = "domain_allowlist";
    private static final String RECIPIENTS = "recipient_allowlist";
    private static final String LONGEST = "maximum_body_length";

    private static final Schema SES =
            object(
                    setting("host", string(1), "Host that replaces the SES endpoint."),
                    setting("port", whole(1, 65_535), "Its port."));

    private static final Schema SERVICES =
            object(
                            setting(
                                    "enabled",
                                    list(
                                                    oneOf(
                                                            "google-mail",
                                                            "microsoft-exchange",
                                                            "microsoft-outlook",
                                                            "amazon-ses",
                                                            "elastic-cloud",
                                                            "other",
                                                            "*"),
                                                    1)
                                            .optional(),
                                    "E-mail services that may be used. Unset: all."),
                            maybe("ses", SES))
                    .refined(
                            Refinement.of(
                                    services -> !services.isEmpty(),
                                    "email.services.enabled or email.services.ses must be"
                                            + " defined"));

    static final Member MEMBER =
            maybe(
                    "email",
                    object(
                                    setting(
                                            DOMAINS,
                                            list(string()).optional(),
                                            "Domains of every address of an e-mail. Unset: all;"
                                                    + " `[]` = none."),
                                    setting(
                                            RECIPIENTS,
                                            list(string(), 1).optional(),
                                            "Patterns with `*` of recipients. Unset: all."),
                                    maybe("services", SERVICES),
                                    setting(
                                            LONGEST,
                                            whole(0, Long.MAX_VALUE).optional(),
                                            "Longest message; 25000000 unless set."))
                            .refined(EmailSection::conflicts));

    private EmailSection() {}

    private static List<Violation> conflicts(JsonNode email) {
        if (email.isEmpty()) {
            return violation("email.domain_allowlist or email.services must be defined");
        }
        return email.has(DOMAINS) && email.has(RECIPIENTS)
                ? violation(
                        "email.domain_allowlist and email.recipient_allowlist can not be used at"
                                + " the same time")
                : List.of();
    }

    private static List<Violation> violation(String text) {
        return List.of(new Violation(Path.ROOT, text));
    }

    static Email read(Values actions, List<Notice> notices) {
        long length = actions.maybeNumber("email." + LONGEST).orElse(Email.MAXIMUM_BODY_LENGTH);
        if (length > Email.MAXIMUM_BODY_LENGTH) {
            notices.add(
                    Notice.warn(
                            "The configuration xpack.actions.email.maximum_body_length value "
                                    + length
                                    + " is larger than the maximum setting of "
                                    + Email.MAXIMUM_BODY_LENGTH
                                    + " and the maximum value will be used instead"));
        } else if (length == 0) {
            notices.add(
                    Notice.warn(
                            "The configuration xpack.actions.email.maximum_body_length is set to 0"
                                    + " and will result in sending empty emails"));
        }
        return new Email(
                actions.maybeStrings("email." + DOMAINS),
                actions.maybeStrings("email." + RECIPIENTS),
                actions.maybeStrings("email.services.enabled"),
                actions.maybeObject("email.services.ses")
                        .map(ses -> new Endpoint(ses.string("host"), ses.integer("port"))),
                Math.min(length, Email.MAXIMUM_BODY_LENGTH),
                actions.bool("enableFooterInEmail"));
    }
}
