package dev.patchbay.engine.space;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** Keeps spaces. Thread-safe; blocking. */
public interface SpaceStore {

    /** The space of this id. */
    Optional<Space> find(String id);

    /** The space of this id, as a transaction sees it; nobody else changes it meanwhile. */
    Optional<Space> find(Tx tx, String id);

    /** All spaces, by name in UTF-16 order, then by id. */
    List<Space> list();

    /** Number of spaces, inside a transaction so that a limit holds: others wait with adding. */
    int count(Tx tx);

    /** Adds a space; false when the id is taken. */
    boolean insert(Tx tx, Space space);

    /** Replaces a space; false when there is none of the id. */
    boolean update(Tx tx, Space space);

    /** Removes a space; false when there is none of the id. */
    boolean delete(Tx tx, String id);
}
