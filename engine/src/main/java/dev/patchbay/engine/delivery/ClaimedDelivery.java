package dev.patchbay.engine.delivery;

import java.util.Optional;

/**
 * The head of a lane that this node has claimed.
 *
 * @param seq place in the order of acceptance
 * @param reserved whether it has a place in its connector's rate
 * @param wantedBack whether it was taken back during an attempt of which nothing was heard again,
 *     as its node died: that one was the last
 * @param doubtful whether an attempt may have begun of which nothing was heard again
 */
public record ClaimedDelivery(
        Lease lease,
        long seq,
        Delivery delivery,
        AttemptLog log,
        byte[] sealedParams,
        Optional<byte[]> sealedCheckpoint,
        boolean reserved,
        boolean wantedBack,
        boolean doubtful) {
    @Override
    public String toString() {
        return "ClaimedDelivery[" + delivery.id() + " " + lease + "]";
    }
}
