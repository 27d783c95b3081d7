package dev.patchbay.engine.execution;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Origins of URLs, to tell targets apart; nothing is sent to them. Stateless. */
final class Origins {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Origins() {}

    /** {@code scheme://host:port} of a URL; empty where that cannot be seen. */
    static Optional<String> of(String url) {
        try {
            URI parsed = new URI(url.strip());
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                return Optional.empty();
            }
            String scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
            int port =
                    parsed.getPort() >= 0
                            ? parsed.getPort()
                            : scheme.equals("https") ? HTTPS : HTTP;
            return Optional.of(
                    scheme + "://" + parsed.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
