package dev.patchbay.net;

import dev.patchbay.sdk.connector.AllowedHosts;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code xpack.actions.allowedHosts}; entries are compared in lower case. Immutable. */
final class HostAllowList implements AllowedHosts {

    private final boolean all;
    private final Set<String> hosts;

    HostAllowList(List<String> entries) {
        all = entries.contains("*");
        hosts =
                entries.stream()
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<String> hostName(String url) {
        WebUrl parsed = WebUrl.parse(url);
        return parsed == null ? Optional.empty() : Optional.of(parsed.host().name());
    }

    @Override
    public boolean allowsUrl(String url) {
        return all || hostName(url).filter(hosts::contains).isPresent();
    }

    /** {@link #allowsUrl} of a URL that was parsed already; null = it did not parse. */
    boolean allows(@Nullable WebUrl url) {
        return all || (url != null && hosts.contains(url.host().name()));
    }

    @Override
    public boolean allowsHost(String host) {
        return all || hosts.contains(host);
    }
}
