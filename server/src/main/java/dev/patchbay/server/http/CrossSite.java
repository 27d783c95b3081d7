package dev.patchbay.server.http;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells requests that another site's page makes a browser send. It guards the routes that do not
 * ask for {@code kbn-xsrf} (contract/actions-api.md, section 1.4; contract/security-and-spaces.md,
 * D10). Immutable.
 */
final class CrossSite {

    private final Optional<String> publicOrigin;

    CrossSite(Optional<String> publicBaseUrl) {
        publicOrigin = publicBaseUrl.flatMap(url -> Optional.ofNullable(origin(url)));
    }

    /**
     * Whether to refuse.
     *
     * @param ownOrigin scheme and {@code Host} of the request, which count when no public URL is
     *     set
     */
    boolean refuses(@Nullable String fetchSite, @Nullable String origin, String ownOrigin) {
        if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
            return true;
        }
        if (origin == null) {
            return false;
        }
        String theirs = origin(origin);
        String ours = publicOrigin.orElseGet(() -> String.valueOf(origin(ownOrigin)));
        return theirs == null || !theirs.equals(ours);
    }

    /** Scheme, host and port in one form; null when there is no such thing in the text. */
    private static @Nullable String origin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null) {
                return null;
            }
            int port =
                    uri.getPort() >= 0
                            ? uri.getPort()
                            : scheme.equalsIgnoreCase("https") ? 443 : 80;
            return scheme.toLowerCase(Locale.ROOT)
                    + "://"
                    + host.toLowerCase(Locale.ROOT)
                    + ":"
                    + port;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
