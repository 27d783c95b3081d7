package dev.patchbay.engine.store;

import java.util.function.Function;

/** Runs writes that belong together. Thread-safe; blocking. */
public interface UnitOfWork {

    /**
     * Runs {@code work} in one transaction and returns after it is durable. An exception rolls back
     * this work alone, also when the store commits several works together, and is thrown to the
     * caller. {@code work} must be short, must not block on anything but the store, and may run on
     * another thread.
     *
     * @throws StoreUnavailableException when the database cannot be reached or cannot write
     */
    <T> T write(Function<Tx, T> work);
}
