package dev.patchbay.connectors.shared.subaction;

import dev.patchbay.sdk.connector.AllowedHosts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the framework asks of a URL before it sends anything. Thread-safe. */
record UrlRules(AllowedHosts allowed) {

    private static final String INVALID = "URL Error: Invalid URL";
    private static final String NO_HOST = "URL Error: URL must contain hostname";
    private static final String PROTOCOL = "URL Error: Invalid protocol";
    private static final String NOT_ALLOWED = "error configuring connector action: ";

    /** A scheme without an authority, or with an empty one. */
    private static final Pattern HOSTLESS =
            Pattern.compile("(?!https?:|wss?:|ftp:)[a-z][a-z0-9+.-]*:(?!//[^/]).*");

    private static final Pattern SLASHES = Pattern.compile("(?<![:/])/{2,}");

    /** Why it must not be called. */
    Optional<String> violation(String url) {
        String trimmed = url.strip().toLowerCase(Locale.ROOT);
        if (allowed.hostName(url).isEmpty()) {
            return Optional.of(HOSTLESS.matcher(trimmed).matches() ? NO_HOST : INVALID);
        }
        if (!trimmed.startsWith("http:") && !trimmed.startsWith("https:")) {
            return Optional.of(PROTOCOL);
        }
        return allowed.allowsUrl(url)
                ? Optional.empty()
                : Optional.of(NOT_ALLOWED + AllowedHosts.refusedUrl(url));
    }

    /** Without one trailing slash, runs of slashes after the scheme as one. */
    static String normalized(String url) {
        String cut = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return SLASHES.matcher(cut).replaceAll("/");
    }
}
