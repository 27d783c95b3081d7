package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** One kind of stored records with a sealed part, as rotation sees them. Thread-safe. */
public interface SealedRecords<R> {

    /** The saved-object type. */
    String type();

    /** What a failure names. */
    String id(R row);

    /** Records that are read at once at most, where they may be large. */
    default int most() {
        return KeyRotation.LARGEST_BATCH;
    }

    /** Up to {@code limit} records whose id is greater, by id. */
    List<R> scan(String afterId, int limit);

    /** The record as it is now; empty when it is gone. */
    Optional<R> again(R row);

    /** What it needs; opens it. */
    Need<R> need(R row);

    /** Writes unless the record changed meanwhile: then false, and the other writer has won. */
    boolean replace(Tx tx, R before, R after);

    /** What a record needs. */
    sealed interface Need<R> {

        /** Nothing: the primary key opens it. */
        record Nothing<R>() implements Need<R> {}

        /** To be replaced by the same record, sealed anew. */
        record Replacement<R>(R before, R after) implements Need<R> {}

        /** It cannot be opened. */
        record Impossible<R>(String why) implements Need<R> {}
    }
}
