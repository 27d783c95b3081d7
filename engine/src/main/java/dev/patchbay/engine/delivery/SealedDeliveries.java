package dev.patchbay.engine.delivery;

import dev.patchbay.engine.connector.SealedRecords;
import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** Pending deliveries, or dead letters, under key rotation. Thread-safe. */
public final class SealedDeliveries implements SealedRecords<SealedDelivery> {

    /** Each may have {@link Deliveries#LARGEST_PARAMS}. */
    private static final int READ_AT_ONCE = 50;

    private final DeliveryStore store;
    private final DeliverySeal seal;
    private final boolean dead;

    private SealedDeliveries(DeliveryStore store, DeliverySeal seal, boolean dead) {
        this.store = store;
        this.seal = seal;
        this.dead = dead;
    }

    /** Of this store; in this order, so that one that dies meanwhile is seen once at least. */
    public static List<SealedRecords<?>> of(DeliveryStore store, DeliverySeal seal) {
        return List.of(
                new SealedDeliveries(store, seal, false), new SealedDeliveries(store, seal, true));
    }

    @Override
    public String type() {
        return dead ? "dead_letter" : "delivery";
    }

    @Override
    public String id(SealedDelivery row) {
        return row.delivery().id();
    }

    @Override
    public int most() {
        return READ_AT_ONCE;
    }

    @Override
    public List<SealedDelivery> scan(String afterId, int limit) {
        return store.scanSealed(dead, afterId, limit);
    }

    @Override
    public Optional<SealedDelivery> again(SealedDelivery row) {
        return store.findSealed(dead, row.delivery().id());
    }

    @Override
    public Need<SealedDelivery> need(SealedDelivery row) {
        Delivery delivery = row.delivery();
        try {
            Optional<byte[]> params = seal.anew(delivery, DeliverySeal.Part.PARAMS, row.params());
            Optional<byte[]> checkpoint =
                    row.checkpoint().isPresent()
                            ? seal.anew(
                                    delivery, DeliverySeal.Part.CHECKPOINT, row.checkpoint().get())
                            : Optional.empty();
            return params.isEmpty() && checkpoint.isEmpty()
                    ? new Need.Nothing<>()
                    : new Need.Replacement<>(
                            row,
                            new SealedDelivery(
                                    delivery,
                                    params.orElse(row.params()),
                                    checkpoint.or(row::checkpoint)));
        } catch (DeliverySeal.UnreadableException e) {
            return new Need.Impossible<>(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean replace(Tx tx, SealedDelivery before, SealedDelivery after) {
        return store.replaceSealed(tx, dead, before, after);
    }
}
