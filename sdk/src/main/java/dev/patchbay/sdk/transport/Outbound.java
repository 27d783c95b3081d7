package dev.patchbay.sdk.transport;

/**
 * Opens the ways out; the network module behind it applies proxy, TLS, allow-list, address guard,
 * limits and deadlines. Thread-safe.
 */
public interface Outbound {

    /** Opens them for one attempt; cheap, nothing is connected yet. */
    AttemptTransports open(AttemptScope scope);
}
