package dev.patchbay.sdk.connector;

import java.util.Locale;

/** Kibana's {@code minimum_license_required}; reported, never checked. */
public enum License {
    BASIC,
    STANDARD,
    GOLD,
    PLATINUM,
    ENTERPRISE,
    TRIAL;

    /** Lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
