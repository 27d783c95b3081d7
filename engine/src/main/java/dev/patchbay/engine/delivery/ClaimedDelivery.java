package dev.patchbay.engine.delivery;

import java.util.Optional;

/**
 * The head of a lane that this node has claimed.
 *
 * @param seq place in the order of acceptance
 * @param reserved whether it has a place in its connector's rate
 */
public record ClaimedDelivery(
        Lease lease,
        long seq,
        Delivery delivery,
        AttemptLog log,
        byte[] sealedParams,
        Optional<byte[]> sealedCheckpoint,
        boolean reserved) {
    @Override
    public String toString() {
        return "ClaimedDelivery[" + delivery.id() + " " + lease + "]";
    }
}
