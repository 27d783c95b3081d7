package dev.patchbay.net;

import dev.patchbay.net.NetworkSettings.CustomHost;

import org.slf4j.Logger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code customHostSettings} by canonical URL, {@code https://host:port} or {@code
 * smtp://host:port}; what is wrong with an entry is logged once, at start, in Kibana's words
 * (contract/settings.md, section 2.5). Immutable.
 */
final class CustomHosts {

    /** The wrong setting name is Kibana's. */
    private static final String PREFIX = "In configuration xpack.actions.customHosts,";

    private final Map<String, CustomHost> byUrl = new HashMap<>();
    private final Logger log;

    CustomHosts(List<CustomHost> entries, Logger log) {
        this.log = log;
        entries.forEach(this::add);
    }

    /** The entry for an https target. */
    Optional<CustomHost> of(WebUrl url) {
        if (byUrl.isEmpty()) {
            return Optional.empty();
        }
        CustomHost found = byUrl.get(url.scheme() + "://" + url.hostAndPort());
        if (found != null) {
            log.debug("Creating customized connection settings for: {}", found.url());
        }
        return Optional.ofNullable(found);
    }

    private void add(CustomHost entry) {
        String shown = Redaction.withoutUserInfo(entry.url());
        WebUrl url = WebUrl.parse(entry.url());
        if (url == null) {
            warn("invalid URL \"" + shown + "\", ignoring; error: Invalid URL");
            return;
        }
        boolean smtp = url.scheme().equals("smtp");
        if (!smtp && !url.scheme().equals("https")) {
            warn("unsupported protocol used in URL \"" + shown + "\", ignoring");
            return;
        }
        int port = smtp && url.port() < 0 ? 25 : url.port();
        if (port == 0) {
            warn("unable to determine port for URL \"" + shown + "\", ignoring");
            return;
        }
        unused(entry.url(), shown, url);
        String canonical = url.scheme() + "://" + url.host().bracketed() + ":" + port;
        CustomHost kept =
                new CustomHost(
                        canonical,
                        entry.verificationMode(),
                        entry.authorities(),
                        smtp(entry, shown, smtp));
        if (byUrl.putIfAbsent(canonical, kept) != null) {
            warn(
                    "multiple URLs match the canonical url \""
                            + canonical
                            + "\"; only the first will be used");
        }
    }

    private void unused(String raw, String shown, WebUrl url) {
        if (url.userInfo().isPresent()) {
            warn(
                    "URL \""
                            + shown
                            + "\" contains authentication information which will be ignored, but"
                            + " should be removed from the configuration");
        }
        if (raw.indexOf('#') >= 0 && !raw.endsWith("#")) {
            warn("URL \"" + shown + "\" contains hash information which will be ignored");
        }
        String target = url.target();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.isEmpty() && !path.equals("/")) {
            warn("URL \"" + shown + "\" contains path information which will be ignored");
        }
    }

    private Optional<CustomHost.Smtp> smtp(CustomHost entry, String shown, boolean smtp) {
        if (entry.smtp().isPresent() && !smtp) {
            warn(
                    "URL \""
                            + shown
                            + "\" contains smtp properties but does not use smtp; ignoring smtp"
                            + " properties");
            return Optional.empty();
        }
        if (entry.smtp().filter(both -> both.ignoreTls() && both.requireTls()).isPresent()) {
            warn(
                    "URL \""
                            + shown
                            + "\" cannot have both requireTLS and ignoreTLS set to true; using"
                            + " requireTLS: true and ignoreTLS: false");
            return Optional.of(new CustomHost.Smtp(false, true));
        }
        return entry.smtp();
    }

    private void warn(String text) {
        log.warn("{} {}", PREFIX, text);
    }
}
