package dev.patchbay.engine.store;

import java.util.function.Function;

/** Runs writes that belong together. Thread-safe; blocking. */
public interface UnitOfWork {

    /**
     * Runs {@code work} in one transaction and returns after it is durable. An exception rolls back
     * this work alone, also when the store commits several works together, and is thrown to the
     * caller. {@code work} must be short, must not block on anything but the store, may run on
     * another thread, and may run again when the database gave its transaction up for another's:
     * what it changes outside of the store, it must be able to change twice. After a statement that
     * failed nothing more can be done in it.
     *
     * @throws StoreUnavailableException when the database cannot be reached or cannot write
     */
    <T> T write(Function<Tx, T> work);
}
