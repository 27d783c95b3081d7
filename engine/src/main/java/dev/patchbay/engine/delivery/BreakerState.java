package dev.patchbay.engine.delivery;

import java.util.Locale;

/** Where a breaker is. */
enum BreakerState {
    /** Attempts go on. */
    CLOSED,
    /** Attempts wait. */
    OPEN,
    /** One probe decides: it is under way, or the next attempt is it. */
    HALF_OPEN;

    /** Value of the label in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
