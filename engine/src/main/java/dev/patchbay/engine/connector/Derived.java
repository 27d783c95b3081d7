package dev.patchbay.engine.connector;

import org.jspecify.annotations.Nullable;

/**
 * A place for one value that was made of its owner, kept for as long as the owner is. Thread-safe;
 * the last value stays.
 */
public final class Derived {

    private volatile @Nullable Object value;

    Derived() {}

    /** The value, if it is of this class. */
    public <T> @Nullable T get(Class<T> type) {
        Object kept = value;
        return type.isInstance(kept) ? type.cast(kept) : null;
    }

    /** Keeps it. */
    public void set(Object kept) {
        value = kept;
    }
}
