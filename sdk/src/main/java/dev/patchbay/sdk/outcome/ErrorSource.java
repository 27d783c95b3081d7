package dev.patchbay.sdk.outcome;

import java.util.Locale;

/** Whom Kibana blames: the {@code errorSource} member. */
public enum ErrorSource {
    /** The caller, the configuration, the target. */
    USER,
    /** The server. */
    FRAMEWORK;

    /** {@code user} or {@code framework}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
