package dev.patchbay.engine.delivery;

import java.util.Optional;

/** A dead delivery with what is needed to send it again. */
public record DeadLetter(
        DeliveryStatus status, byte[] sealedParams, Optional<byte[]> sealedCheckpoint) {
    @Override
    public String toString() {
        return "DeadLetter[" + status.delivery().id() + "]";
    }
}
