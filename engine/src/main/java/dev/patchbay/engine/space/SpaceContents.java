package dev.patchbay.engine.space;

import dev.patchbay.engine.store.Tx;

/**
 * What belongs to spaces and goes with them; implemented by later packages, called by the deletion
 * of a space.
 */
public interface SpaceContents {

    /** Removes everything of a space, in the transaction that removes the space. */
    void removeAll(Tx tx, String spaceId);
}
