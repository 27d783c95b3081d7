package dev.patchbay.engine.delivery;

import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import java.util.List;
import java.util.Optional;

/**
 * Writes what became of claimed heads, together with the event of the attempt and with what takes
 * the place of a dead letter. Turns that end together share a transaction. Thread-safe.
 */
final class Endings {

    private static final int MOST_IN_A_COMMIT = 250;

    private final DeliveryStore store;
    private final EventStore events;
    private final SharedCommits<End, Boolean> commits;

    Endings(DeliveryStore store, UnitOfWork work, EventStore events) {
        this.store = store;
        this.events = events;
        commits = new SharedCommits<>(work, this::write, _ -> 1, MOST_IN_A_COMMIT);
    }

    private record End(
            ClaimedDelivery claimed, Deliverer.Turn turn, Optional<NewDelivery> instead) {}

    /**
     * Returns after it is durable.
     *
     * @return false when the lease is lost: only the event was written
     */
    boolean write(ClaimedDelivery claimed, Deliverer.Turn turn, Optional<NewDelivery> instead) {
        return commits.write(new End(claimed, turn, instead));
    }

    private List<Boolean> write(Tx tx, List<End> ends) {
        List<ExecutionRecord> records =
                ends.stream().flatMap(end -> end.turn().record().stream()).toList();
        if (!records.isEmpty()) {
            events.append(tx, records);
        }
        List<Boolean> applied =
                store.complete(
                        tx,
                        ends.stream()
                                .map(end -> new Completed(end.claimed(), end.turn().completion()))
                                .toList());
        for (int i = 0; i < ends.size(); i++) {
            End end = ends.get(i);
            if (applied.get(i)) {
                end.instead()
                        .ifPresent(
                                next -> store.takenOver(tx, end.claimed().delivery().id(), next));
            }
        }
        return applied;
    }
}
