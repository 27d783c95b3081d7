package dev.patchbay.engine.delivery;

import java.util.Optional;

/** The sealed parts of a delivery that is pending, or of a dead letter. */
public record SealedDelivery(Delivery delivery, byte[] params, Optional<byte[]> checkpoint) {
    @Override
    public String toString() {
        return "SealedDelivery[" + delivery.id() + "]";
    }
}
