package dev.patchbay.net;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.secret.SecretValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The redirect rule (contract/connectors-messaging-webhook.md, section 1.5; the library behind it
 * is follow-redirects). When the host changes, {@code Authorization} and {@code Cookie} stay
 * behind, and so does every header whose value holds a secret of the connector: Kibana hands those
 * on.
 */
final class Redirects {

    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie");

    private Redirects() {}

    /** The {@code Location} to follow; empty for an answer that is no redirect. */
    static Optional<String> location(HttpReply reply) {
        return reply.status() >= 300 && reply.status() < 400
                ? reply.headers().first("Location").filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    /** Whether a redirect of this status turns the request into a GET without body. */
    static boolean becomesGet(int status, String method) {
        return ((status == 301 || status == 302) && method.equals("POST"))
                || (status == 303 && !method.equals("GET") && !method.equals("HEAD"));
    }

    /** The next hop. */
    static Hop next(Hop hop, int status, WebUrl to, SecretValues secrets) {
        boolean get = becomesGet(status, hop.method());
        boolean away = leaves(hop.url(), to);
        List<String> values = away ? List.copyOf(secrets.all()) : List.of();
        List<Headers.Field> kept = new ArrayList<>();
        for (Headers.Field field : hop.headers().fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean dropped =
                    name.equals("host")
                            || (get && name.startsWith("content-"))
                            || (away
                                    && (CREDENTIALS.contains(name)
                                            || holds(field.value(), values)));
            if (!dropped) {
                kept.add(field);
            }
        }
        return new Hop(
                get ? "GET" : hop.method(),
                to,
                new Headers(kept),
                get ? Optional.empty() : hop.body());
    }

    /** Another host or port, or from TLS to plain text. */
    private static boolean leaves(WebUrl from, WebUrl to) {
        return !from.authority().equals(to.authority()) || (from.secure() && !to.secure());
    }

    private static boolean holds(String value, List<String> secrets) {
        return secrets.stream().anyMatch(value::contains);
    }
}
