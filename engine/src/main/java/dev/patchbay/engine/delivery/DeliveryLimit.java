package dev.patchbay.engine.delivery;

import java.util.Optional;

/**
 * How fast and how many deliveries of a connector are attempted. It delays, and never drops.
 *
 * @param rate starts per second over all nodes, above 0
 * @param burst starts at once after a pause, from 1
 * @param concurrency attempts under way at most, of each node
 * @param shared whose rate it is, when connectors share one; empty = each has its own
 */
public record DeliveryLimit(
        Optional<Double> rate, int burst, int concurrency, Optional<String> shared) {

    /** Attempts of one connector under way on one node, where nothing else is said. */
    public static final int DEFAULT_CONCURRENCY = 500;

    /** No rate, {@link #DEFAULT_CONCURRENCY}. */
    public static final DeliveryLimit DEFAULT =
            new DeliveryLimit(Optional.empty(), 1, DEFAULT_CONCURRENCY, Optional.empty());

    /** Microseconds between two starts. */
    Optional<Long> interval() {
        return rate.map(perSecond -> Math.max(1, Math.round(1_000_000 / perSecond)));
    }
}
