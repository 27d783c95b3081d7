package dev.patchbay.engine.delivery;

/**
 * The right to attempt the head of a lane.
 *
 * @param epoch raised by each claim: whoever holds a lower one has lost the lane
 */
public record Lease(long laneId, long epoch) {}
