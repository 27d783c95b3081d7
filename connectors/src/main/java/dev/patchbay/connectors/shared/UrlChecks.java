package dev.patchbay.connectors.shared;

import dev.patchbay.sdk.connector.AllowedHosts;

import java.util.Optional;

/**
 * The checks of a URL that classic types make when a connector is saved and before each run
 * (contract/connectors-messaging-webhook.md, section 1.4). Thread-safe.
 *
 * @param prefix what the type says first, with its trailing blank
 */
public record UrlChecks(AllowedHosts allowed, String prefix) {

    /** What Node says of a text that is no URL. */
    public static final String INVALID_URL = "TypeError: Invalid URL";

    /** Must parse, then be allowed; {@code unparsable} is the text for the first. */
    public Optional<String> violation(String url, String unparsable) {
        return allowed.hostName(url).isEmpty() ? Optional.of(prefix + unparsable) : notAllowed(url);
    }

    /** Must be allowed; a text that is no URL is, when every host is. */
    public Optional<String> notAllowed(String url) {
        return allowed.allowsUrl(url)
                ? Optional.empty()
                : Optional.of(prefix + AllowedHosts.refusedUrl(url));
    }
}
