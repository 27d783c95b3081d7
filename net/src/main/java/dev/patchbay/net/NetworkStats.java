package dev.patchbay.net;

/**
 * Connections at one moment, for gauges.
 *
 * @param leased in use by a call
 * @param available idle and kept alive
 * @param pending being looked up, connected or shaken hands with; a part of {@code leased}
 */
public record NetworkStats(int leased, int available, int pending) {}
