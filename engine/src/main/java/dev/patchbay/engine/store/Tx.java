package dev.patchbay.engine.store;

/**
 * A running write transaction. Opaque: only the store that made it can use it, and only while
 * {@link UnitOfWork#write} runs. Not thread-safe.
 */
public interface Tx {}
