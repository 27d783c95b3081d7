package dev.patchbay.engine.delivery;

/** A claimed head and what its node made of it. */
public record Completed(ClaimedDelivery claimed, Completion completion) {}
