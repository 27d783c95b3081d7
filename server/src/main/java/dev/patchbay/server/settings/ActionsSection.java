package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.ignored;
import static dev.patchbay.server.settings.Setting.maybe;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.hostname;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.size;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.ActionsSettings.MicrosoftExchange;
import dev.patchbay.server.settings.ActionsSettings.Proxy;
import dev.patchbay.server.settings.ActionsSettings.RateLimit;
import dev.patchbay.server.settings.ActionsSettings.Run;

import tools.jackson.databind.node.ArrayNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code xpack.actions} (contract/settings.md, section 2). */
final class ActionsSection {

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "xpack.actions",
                    object(
                            setting(
                                    "allowedHosts",
                                    list(Schemas.union(hostname(), Schemas.literal("*")))
                                            .withDefault(everything()),
                                    "Hosts that connectors may contact; exact names, `*` = all,"
                                            + " `[]` = none."),
                            setting(
                                    "enabledActionTypes",
                                    list(string()).withDefault(everything()),
                                    "Connector types that may be used; `*` = all, `[]` = none."),
                            PreconfiguredSection.MEMBER,
                            setting(
                                    "preconfiguredAlertHistoryEsIndex",
                                    bool().withDefault(false),
                                    "Adds the connector `preconfigured-alert-history-es-index`."),
                            setting(
                                    "proxyUrl",
                                    string().optional(),
                                    "Proxy for every outbound request, `http` or `https`; user and"
                                            + " password in it are not shown."),
                            setting(
                                    "proxyHeaders",
                                    map(string()).optional().secret(),
                                    "Headers for the proxy."),
                            setting(
                                    "proxyBypassHosts",
                                    list(hostname()).optional(),
                                    "Hosts that are never reached through the proxy."),
                            setting(
                                    "proxyOnlyHosts",
                                    list(hostname()).optional(),
                                    "The only hosts that are reached through the proxy; ignored"
                                            + " with `proxyBypassHosts`."),
                            group(
                                    "ssl",
                                    object(
                                            setting(
                                                    "verificationMode",
                                                    verification(),
                                                    "How certificates of services are checked."),
                                            setting(
                                                    "proxyVerificationMode",
                                                    verification(),
                                                    "How the certificate of an `https` proxy is"
                                                            + " checked."))),
                            CustomHostSection.MEMBER,
                            setting(
                                    "maxResponseContentLength",
                                    size().withDefault("1mb"),
                                    "Greatest response body of an outbound request."),
                            setting(
                                    "responseTimeout",
                                    duration().withDefault("60s"),
                                    "Time for an outbound request."),
                            setting(
                                    "microsoftGraphApiUrl",
                                    string().withDefault("https://graph.microsoft.com/v1.0"),
                                    "Where e-mail through Exchange goes."),
                            setting(
                                    "microsoftGraphApiScope",
                                    string().withDefault("https://graph.microsoft.com/.default"),
                                    "Scope of its token."),
                            setting(
                                    "microsoftExchangeUrl",
                                    string().withDefault("https://login.microsoftonline.com"),
                                    "OAuth authority of its token."),
                            EmailSection.MEMBER,
                            setting(
                                    "enableFooterInEmail",
                                    bool().withDefault(true),
                                    "Footer with a link in e-mails of rules."),
                            group(
                                    "run",
                                    object(
                                            setting(
                                                    "maxAttempts",
                                                    whole(1, 10).optional(),
                                                    "Attempts of a delivery. Unset: retries over"
                                                            + " 24 h."),
                                            setting(
                                                    "connectorTypeOverrides",
                                                    list(object(
                                                                    setting(
                                                                            "id",
                                                                            string(),
                                                                            "Type id."),
                                                                    setting(
                                                                            "maxAttempts",
                                                                            whole(1, 10).optional(),
                                                                            "Attempts.")))
                                                            .optional(),
                                                    "Attempts by type: `{id, maxAttempts}`; the"
                                                            + " first with the id wins."))),
                            group(
                                    "queued",
                                    object(
                                            setting(
                                                    "max",
                                                    whole(1, Long.MAX_VALUE).withDefault(1_000_000),
                                                    "Queued deliveries; beyond it the API answers"
                                                            + " 429 before it accepts."))),
                            ignored("usage"),
                            group("webhook", object(group("ssl", object(group("pfx", pfx()))))),
                            maybe("rateLimiter", RateLimiterSection.SCHEMA),
                            ignored("auth"),
                            ignored("relay"),
                            ignored("inboundEvents")));

    private ActionsSection() {}

    private static dev.patchbay.sdk.schema.Schema verification() {
        return SettingTypes.oneOf("none", "certificate", "full").withDefault("full");
    }

    private static dev.patchbay.sdk.schema.Schema pfx() {
        return object(
                setting(
                        "enabled",
                        bool().withDefault(true),
                        "Whether `.webhook` takes PFX client certificates."));
    }

    private static ArrayNode everything() {
        return Json.array().add("*");
    }

    static ActionsSettings read(Values values, List<Notice> notices) {
        boolean history = values.bool("preconfiguredAlertHistoryEsIndex");
        List<ActionsSettings.CustomHostEntry> hosts = CustomHostSection.read(values, notices);
        notices.addAll(CustomHosts.of(hosts).notices());
        return new ActionsSettings(
                lowerCase(values.strings("allowedHosts")),
                values.strings("enabledActionTypes"),
                PreconfiguredSection.read(values, history, notices),
                history,
                proxy(values, notices),
                values.constant(VerificationMode.class, "ssl.verificationMode"),
                values.constant(VerificationMode.class, "ssl.proxyVerificationMode"),
                hosts,
                values.number("maxResponseContentLength"),
                values.duration("responseTimeout"),
                new MicrosoftExchange(
                        values.string("microsoftGraphApiUrl"),
                        values.string("microsoftGraphApiScope"),
                        values.string("microsoftExchangeUrl")),
                EmailSection.read(values, notices),
                run(values),
                values.number("queued.max"),
                values.bool("webhook.ssl.pfx.enabled"),
                values.maybeObject("rateLimiter.email")
                        .map(email ->
                                new RateLimit(
                                        email.integer("limit"), email.duration("lookbackWindow"))),
                values.tree());
    }

    private static Run run(Values values) {
        return new Run(
                values.maybeInteger("run.maxAttempts"),
                values.objects("run.connectorTypeOverrides").stream()
                        .map(entry ->
                                new Run.Override(
                                        entry.string("id"), entry.maybeInteger("maxAttempts")))
                        .toList());
    }

    private static Optional<Proxy> proxy(Values values, List<Notice> notices) {
        Optional<List<String>> bypass =
                values.maybeStrings("proxyBypassHosts").map(ActionsSection::lowerCase);
        Optional<List<String>> only =
                values.maybeStrings("proxyOnlyHosts").map(ActionsSection::lowerCase);
        Optional<String> url = values.maybeString("proxyUrl");
        url.filter(text -> UrlParts.parse(text).isEmpty())
                .ifPresent(text ->
                        notices.add(
                                Notice.warn(
                                        "The configuration xpack.actions.proxyUrl: "
                                                + UrlParts.withoutUserInfo(text)
                                                + " is invalid.")));
        if (bypass.isPresent() && only.isPresent()) {
            notices.add(
                    Notice.warn(
                            "The configurations xpack.actions.proxyBypassHosts and"
                                    + " xpack.actions.proxyOnlyHosts can not be used at the same"
                                    + " time. The configuration xpack.actions.proxyOnlyHosts will"
                                    + " be ignored."));
            only = Optional.empty();
        }
        Optional<List<String>> used = only;
        return url.map(
                text -> new Proxy(text, secrets(values.stringMap("proxyHeaders")), bypass, used));
    }

    static Map<String, Secret> secrets(Map<String, String> texts) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        texts.forEach((name, value) -> secrets.put(name, new Secret(value)));
        return java.util.Collections.unmodifiableMap(secrets);
    }

    private static List<String> lowerCase(List<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
}
