package dev.patchbay.net;

import org.slf4j.Logger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which calls go through the proxy: decided for each hop, by the exact name of the host
 * (contract/settings.md, section 2.3). Immutable.
 */
final class ProxyChoice {

    private final Logger log;
    private final Optional<NetworkSettings.Proxy> settings;
    private final Optional<ProxyRoute> route;
    private final Set<String> bypass;
    private final Optional<Set<String>> only;

    ProxyChoice(Optional<NetworkSettings.Proxy> settings, Logger log) {
        this.settings = settings;
        this.log = log;
        bypass =
                settings.flatMap(NetworkSettings.Proxy::bypassHosts)
                        .map(ProxyChoice::names)
                        .orElse(Set.of());
        boolean bypassing = settings.flatMap(NetworkSettings.Proxy::bypassHosts).isPresent();
        only =
                bypassing
                        ? Optional.empty()
                        : settings.flatMap(NetworkSettings.Proxy::onlyHosts)
                                .map(ProxyChoice::names);
        route = settings.flatMap(ProxyChoice::usable);
    }

    /** The proxy for a target; empty = direct. */
    Optional<ProxyRoute> of(WebUrl target) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        String host = target.host().name();
        if (bypass.contains(host) || (only.isPresent() && !only.get().contains(host))) {
            return Optional.empty();
        }
        if (route.isEmpty()) {
            log.warn(
                    "invalid proxy URL \"{}\" ignored",
                    Redaction.withoutUserInfo(settings.get().url()));
            return route;
        }
        log.debug("Creating proxy agents for proxy: {}", route.get().url());
        return route;
    }

    /** What Kibana says of a target that does not parse. */
    void unparsable(String redactedUrl) {
        if (settings.isPresent()) {
            log.warn(
                    "error determining proxy state for invalid url \"{}\", using default agents",
                    redactedUrl);
        }
    }

    private static Optional<ProxyRoute> usable(NetworkSettings.Proxy proxy) {
        WebUrl url = WebUrl.parse(proxy.url());
        return url == null || !url.web()
                ? Optional.empty()
                : Optional.of(ProxyRoute.of(url, proxy));
    }

    private static Set<String> names(List<String> hosts) {
        return hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
