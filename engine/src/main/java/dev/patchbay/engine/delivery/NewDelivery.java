package dev.patchbay.engine.delivery;

import java.util.Optional;

/**
 * A delivery that is about to be accepted.
 *
 * @param sealedParams final text, sealed for this delivery
 * @param sealedCheckpoint where the dead letter that it repeats had stopped
 */
public record NewDelivery(
        Delivery delivery, byte[] sealedParams, Optional<byte[]> sealedCheckpoint) {
    @Override
    public String toString() {
        return "NewDelivery[" + delivery.id() + "]";
    }
}
