package dev.patchbay.engine.delivery;

import java.util.List;
import java.util.Map;

/**
 * {@code patchbay.delivery.limits}, then what is shipped. Immutable; thread-safe.
 *
 * @param configured in order; the first with the connector's id or the type's id wins
 * @param shipped by type id
 */
public record DeliveryLimits(List<Entry> configured, Map<String, DeliveryLimit> shipped) {

    public DeliveryLimits {
        configured = List.copyOf(configured);
        shipped = Map.copyOf(shipped);
    }

    /** A limit of a connector or a type. */
    public record Entry(String id, DeliveryLimit limit) {}

    /** Nothing but the default. */
    public static final DeliveryLimits NONE = new DeliveryLimits(List.of(), Map.of());

    /** The limit of a connector. */
    DeliveryLimit of(String connectorId, String typeId) {
        return configured.stream()
                .filter(entry -> entry.id().equals(connectorId) || entry.id().equals(typeId))
                .findFirst()
                .map(Entry::limit)
                .orElseGet(() -> shipped.getOrDefault(typeId, DeliveryLimit.DEFAULT));
    }
}
