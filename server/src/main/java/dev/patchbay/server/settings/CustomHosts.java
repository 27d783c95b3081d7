package dev.patchbay.server.settings;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry.Smtp;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code customHostSettings} as they take effect (contract/settings.md, section 2.5): what cannot
 * be used is dropped, each with its warning, the rest is in canonical form. Immutable.
 *
 * @param hosts in order; no two have the same {@link CustomHost#canonicalUrl}
 * @param notices already part of what {@link SettingsLoader#load} returned
 */
public record CustomHosts(List<CustomHost> hosts, List<Notice> notices) {

    private static final int HTTPS_PORT = 443;
    private static final int SMTP_PORT = 25;

    public CustomHosts {
        hosts = List.copyOf(hosts);
        notices = List.copyOf(notices);
    }

    /**
     * Settings of one server.
     *
     * @param scheme {@code https} or {@code smtp}
     * @param host lower case, IPv6 in brackets
     * @param verificationMode empty without an {@code ssl} block
     * @param authorities PEM text that replaces the trust store
     * @param smtp STARTTLS wishes; always empty for {@code https}
     */
    public record CustomHost(
            String scheme,
            String host,
            int port,
            Optional<VerificationMode> verificationMode,
            Optional<String> authorities,
            Optional<Smtp> smtp) {

        /** {@code <scheme>://<host>:<port>}, what a request's target is compared with. */
        public String canonicalUrl() {
            return scheme + "://" + host + ":" + port;
        }
    }

    /** What the entries mean. */
    public static CustomHosts of(List<CustomHostEntry> entries) {
        List<Notice> notices = new ArrayList<>();
        Map<String, CustomHost> hosts = new LinkedHashMap<>();
        for (CustomHostEntry entry : entries) {
            CustomHost host = host(entry, notices);
            if (host != null && hosts.putIfAbsent(host.canonicalUrl(), host) != null) {
                warn(
                        notices,
                        "multiple URLs match the canonical url \""
                                + host.canonicalUrl()
                                + "\"; only the first will be used");
            }
        }
        return new CustomHosts(List.copyOf(hosts.values()), notices);
    }

    private static @Nullable CustomHost host(CustomHostEntry entry, List<Notice> notices) {
        String shown = "URL \"" + UrlParts.withoutUserInfo(entry.url()) + "\"";
        Optional<UrlParts> parsed = UrlParts.parse(entry.url());
        Optional<String> scheme = UrlParts.scheme(entry.url());
        if (scheme.isEmpty()) {
            warn(notices, "invalid " + shown + ", ignoring; error: Invalid URL");
            return null;
        }
        if (!scheme.get().equals("https") && !scheme.get().equals("smtp")) {
            warn(notices, "unsupported protocol used in " + shown + ", ignoring");
            return null;
        }
        if (parsed.isEmpty()) {
            warn(notices, "invalid " + shown + ", ignoring; error: Invalid URL");
            return null;
        }
        UrlParts url = parsed.get();
        int port = url.port().orElse(url.scheme().equals("https") ? HTTPS_PORT : SMTP_PORT);
        if (port == 0) {
            warn(notices, "unable to determine port for " + shown + ", ignoring");
            return null;
        }
        if (url.userInfo()) {
            warn(
                    notices,
                    shown
                            + " contains authentication information which will be ignored, but"
                            + " should be removed from the configuration");
        }
        if (url.fragment()) {
            warn(notices, shown + " contains hash information which will be ignored");
        }
        if (url.path().length() > 1) {
            warn(notices, shown + " contains path information which will be ignored");
        }
        return new CustomHost(
                url.scheme(),
                url.host(),
                port,
                entry.verificationMode(),
                entry.authorities(),
                smtp(entry, url, shown, notices));
    }

    private static Optional<Smtp> smtp(
            CustomHostEntry entry, UrlParts url, String shown, List<Notice> notices) {
        if (entry.smtp().isEmpty()) {
            return Optional.empty();
        }
        if (!url.scheme().equals("smtp")) {
            warn(
                    notices,
                    shown
                            + " contains smtp properties but does not use smtp; ignoring smtp"
                            + " properties");
            return Optional.empty();
        }
        Smtp smtp = entry.smtp().get();
        if (smtp.ignoreTls().orElse(false) && smtp.requireTls().orElse(false)) {
            warn(
                    notices,
                    shown
                            + " cannot have both requireTLS and ignoreTLS set to true; using"
                            + " requireTLS: true and ignoreTLS: false");
            return Optional.of(new Smtp(Optional.of(false), Optional.of(true)));
        }
        return entry.smtp();
    }

    /** The wrong name of the setting is Kibana's. */
    private static void warn(List<Notice> notices, String text) {
        notices.add(Notice.warn("In configuration xpack.actions.customHosts, " + text));
    }
}
