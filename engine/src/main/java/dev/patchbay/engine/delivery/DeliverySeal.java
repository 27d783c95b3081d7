package dev.patchbay.engine.delivery;

import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Opened;
import dev.patchbay.engine.secret.Purpose;
import dev.patchbay.engine.secret.SecretBox;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Seals and opens the params and the checkpoint of a delivery. The associated data is {@code
 * ["delivery",part,{"connectorId":…,"id":…,"spaceId":…},1]}, so a value moved to another delivery
 * cannot be opened. Thread-safe.
 */
public final class DeliverySeal {

    private static final int SCHEMA_VERSION = 1;

    private final SecretBox box;

    /** With the keys of a ring. */
    public DeliverySeal(KeyRing ring) {
        box = ring.box(Purpose.DELIVERY_PARAMS);
    }

    /** What a delivery seals. */
    public enum Part {
        /** The final params. */
        PARAMS,
        /** Where an attempt stopped. */
        CHECKPOINT
    }

    /** Seals JSON for a delivery. */
    public byte[] seal(Delivery delivery, Part part, JsonNode value) {
        return seal(delivery, part, Json.writeBytes(value));
    }

    /** Seals the bytes of JSON for a delivery. */
    public byte[] seal(Delivery delivery, Part part, byte[] json) {
        return box.seal(json, associated(delivery, part));
    }

    /** The same value, sealed with the primary key; empty when it is sealed with that already. */
    Optional<byte[]> anew(Delivery delivery, Part part, byte[] sealed) throws UnreadableException {
        return switch (box.open(sealed, associated(delivery, part))) {
            case Opened.Value value ->
                    value.primary()
                            ? Optional.empty()
                            : Optional.of(seal(delivery, part, value.bytes()));
            case Opened.Unreadable unreadable -> throw new UnreadableException(unreadable.why());
        };
    }

    /** No key of the ring opens it. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why);
        }
    }

    /** Opens it. */
    public Open open(Delivery delivery, Part part, byte[] sealed) {
        return switch (box.open(sealed, associated(delivery, part))) {
            case Opened.Value value -> new Open.Value(Json.read(value.bytes()));
            case Opened.Unreadable unreadable -> new Open.Unreadable(unreadable.why());
        };
    }

    private static byte[] associated(Delivery delivery, Part part) {
        JsonNode facts =
                Json.object()
                        .put("connectorId", delivery.connectorId())
                        .put("id", delivery.id())
                        .put("spaceId", delivery.spaceId());
        return CanonicalJson.write(
                        Json.array()
                                .add("delivery")
                                .add(part.name())
                                .add(facts)
                                .add(SCHEMA_VERSION))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What came of opening. */
    public sealed interface Open {

        /** The value. */
        record Value(JsonNode value) implements Open {
            @Override
            public String toString() {
                return "Value[redacted]";
            }
        }

        /** No key of the ring opens it; why, for the log. */
        record Unreadable(String why) implements Open {}
    }
}
