package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.store.Database;

import java.time.Duration;
import java.util.List;

/** What the random steps of {@link DeliveryModelIT} ask: of a real store, or of a memory. */
interface ModelledStore {

    void insert(List<NewDelivery> fresh);

    int supersede(NewDelivery newest);

    List<ClaimedDelivery> claim(String node, int limit);

    boolean complete(ClaimedDelivery claimed, Completion completion);

    Withdrawal cancel(String id);

    void release(String node);

    DeliveryState state(String id);

    long pending();

    /** A database. */
    static ModelledStore of(Database database, String space) {
        DeliveryStore store = database.deliveries();
        return new ModelledStore() {
            @Override
            public void insert(List<NewDelivery> fresh) {
                database.work()
                        .write(tx -> {
                            store.insert(tx, fresh);
                            return true;
                        });
            }

            @Override
            public int supersede(NewDelivery newest) {
                return database.work().write(tx -> store.supersede(tx, newest));
            }

            @Override
            public List<ClaimedDelivery> claim(String node, int limit) {
                return store.claim(node, limit, Duration.ofHours(1));
            }

            @Override
            public boolean complete(ClaimedDelivery claimed, Completion completion) {
                return database.work().write(tx -> store.complete(tx, claimed, completion));
            }

            @Override
            public Withdrawal cancel(String id) {
                return database.work().write(tx -> store.cancel(tx, space, id));
            }

            @Override
            public void release(String node) {
                database.work().write(tx -> store.release(tx, node));
            }

            @Override
            public DeliveryState state(String id) {
                return store.find(space, id).map(DeliveryStatus::state).orElseThrow();
            }

            @Override
            public long pending() {
                return store.pending();
            }
        };
    }
}
