package dev.patchbay.sdk.outcome;

/**
 * Why an attempt failed. Closed: it is the metric label, the event field and the log field, spelled
 * as {@link #label()}.
 */
public enum Reason {
    /** Stored config, secrets or the params do not validate. */
    CONFIGURATION("configuration"),
    /** 401, 403, 407, a refused token request, a refused login. */
    AUTHENTICATION("authentication"),
    /** 404, 410. */
    NOT_FOUND("notFound"),
    /** 429 and vendors' forms of it. */
    RATE_LIMITED("rateLimited"),
    /** Another 4xx, an unexpected 3xx, a 2xx whose body says no. */
    CLIENT_ERROR("clientError"),
    /** 5xx. */
    SERVER_ERROR("serverError"),
    /** A deadline passed. */
    TIMEOUT("timeout"),
    /** No name, no connection, a lost connection. */
    NETWORK("network"),
    /** The handshake or a certificate. */
    TLS("tls"),
    /** Allow-list, address guard, refused redirect. */
    BLOCKED("blocked"),
    /** An answer longer than the limit. */
    TOO_LARGE("tooLarge"),
    /** A bug of ours. */
    INTERNAL("internal");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** Camel-case name on metrics, events and logs. */
    public String label() {
        return label;
    }

    /** The reason of an answered HTTP status of 300 and above (ADR 2, second table). */
    public static Reason ofStatus(int status) {
        return switch (status) {
            case 401, 403, 407 -> AUTHENTICATION;
            case 404, 410 -> NOT_FOUND;
            case 408 -> TIMEOUT;
            case 429 -> RATE_LIMITED;
            default -> status >= 500 ? SERVER_ERROR : CLIENT_ERROR;
        };
    }
}
