package dev.patchbay.engine.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery is. All but the first are ends: a delivery comes to exactly one of them. */
public enum DeliveryState {
    /** Accepted and not ended: waiting, being attempted, or waiting for another attempt. */
    PENDING,
    /** The target took it. */
    DELIVERED,
    /** Its connector or its caller's right is gone. */
    REFUSED,
    /** Used up or hopeless: a dead letter, which keeps its params and can be replayed. */
    DEAD,
    /** Taken back. */
    CANCELLED,
    /** {@code expires_at} passed first. */
    EXPIRED;

    /** Lower-case name on the wire, in metrics and in the store. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a label. */
    public static Optional<DeliveryState> of(String label) {
        return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
    }
}
