package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * Attempts claimed deliveries, unless their connectors have to wait: for attempts under way, for a
 * breaker, for a rate, in this order (ADR 12). Thread-safe; blocking.
 */
final class GatedTurns {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    /** Long enough to be claimed once, so that a crowd behind a breaker does not come again. */
    private static final Duration FRESH = SharedBreakers.LEARN;

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Deliverer deliverer;
    private final DeliveryLimits limits;
    private final Gates gates;
    private final SharedBreakers breakers;
    private final DeliveryMetrics metrics;
    private final Optional<Notices> notices;
    private final Clock clock;

    GatedTurns(
            DeliveryStore store,
            UnitOfWork work,
            Deliverer deliverer,
            DeliveryLimits limits,
            Gates gates,
            SharedBreakers breakers,
            DeliveryMetrics metrics,
            Optional<Notices> notices,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.deliverer = deliverer;
        this.limits = limits;
        this.gates = gates;
        this.breakers = breakers;
        this.metrics = metrics;
        this.notices = notices;
        this.clock = clock;
    }

    /** What one turn comes to. */
    Deliverer.Turn turn(ClaimedDelivery claimed, Cancellation stopping) {
        try {
            Optional<Deliverer.Turn> over = deliverer.over(claimed);
            return over.isPresent()
                    ? over.get()
                    : turn(claimed, deliverer.target(claimed), stopping);
        } catch (StoreUnavailableException e) {
            LOG.warn("what an attempt needs cannot be asked now: {}", e.getMessage());
            return Deliverer.Turn.without(new Completion.Postponed(STORE_PAUSE));
        }
    }

    private Deliverer.Turn turn(ClaimedDelivery claimed, String target, Cancellation stopping) {
        String connector = claimed.delivery().connectorId();
        DeliveryLimit limit = limits.of(connector, claimed.delivery().typeId());
        long begun = clock.nanoTime();
        Duration wait = gates.enter(connector, target, limit, begun);
        if (!wait.isZero()) {
            return Deliverer.Turn.without(new Completion.Postponed(soon(claimed, target, wait)));
        }
        boolean probing = gates.probing(target);
        boolean probes = false;
        Optional<Outcome> outcome = Optional.empty();
        try {
            Duration place = claimed.reserved() ? Duration.ZERO : place(connector, limit);
            if (!place.isZero()) {
                return Deliverer.Turn.without(new Completion.Reserved(place));
            }
            if (probing) {
                Duration other = breakers.probe(target);
                if (!other.isZero()) {
                    // Who has a place in a rate keeps it.
                    return Deliverer.Turn.without(
                            limit.interval().isPresent()
                                    ? new Completion.Reserved(other)
                                    : new Completion.Postponed(other));
                }
                probes = true;
            }
            Deliverer.Turn turn = deliverer.turn(claimed, stopping);
            outcome = turn.outcome();
            outcome.ifPresent(o -> metrics.attempted(claimed.delivery().typeId(), o));
            return turn;
        } finally {
            leave(claimed.delivery(), target, outcome, begun, probes);
        }
    }

    /**
     * Who mended a connector and tries it does not wait for a probe that nobody needs any more:
     * what was accepted just now comes again when this node has learnt of the change, as far from
     * its neighbours as its place in the row is.
     */
    private Duration soon(ClaimedDelivery claimed, String target, Duration wait) {
        boolean fresh =
                Duration.between(claimed.delivery().acceptedAt(), clock.now()).compareTo(FRESH) < 0;
        return fresh
                        && wait.compareTo(SharedBreakers.LEARN.multipliedBy(2)) > 0
                        && gates.openFor(target).isPresent()
                ? SharedBreakers.LEARN.plusNanos(wait.toNanos() % SharedBreakers.LEARN.toNanos())
                : wait;
    }

    private void leave(
            Delivery delivery,
            String target,
            Optional<Outcome> outcome,
            long begun,
            boolean probes) {
        if (outcome.isEmpty()) {
            gates.leave(delivery.connectorId(), target, begun);
            if (probes) {
                breakers.gaveBack(target);
            }
            return;
        }
        Gates.Change change = gates.leave(delivery.connectorId(), target, outcome.get(), begun);
        breakers.attempted(target, probes, change);
        notices.ifPresent(all -> all.attempted(delivery, target, outcome.get(), change));
    }

    private Duration place(String connector, DeliveryLimit limit) {
        return limit.interval()
                .map(interval ->
                        work.write(tx ->
                                store.reserve(
                                        tx,
                                        limit.shared().orElse(connector),
                                        interval,
                                        limit.burst())))
                .orElse(Duration.ZERO);
    }
}
