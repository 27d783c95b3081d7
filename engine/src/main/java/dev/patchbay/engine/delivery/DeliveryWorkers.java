package dev.patchbay.engine.delivery;

import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Claims due lanes and delivers their heads, each on a virtual thread of its own; renews the leases
 * of what is under way. Any number of nodes may do so over one database. Thread-safe.
 */
public final class DeliveryWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");
    private static final int CLAIMED_AT_ONCE = 250;
    private static final long STORE_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int RENEWALS_OF_A_LEASE = 3;

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Endings endings;
    private final Deliverer deliverer;
    private final QueueSize queue;
    private final SharedBreakers breakers;
    private final GatedTurns turns;
    private final DeliveryMetrics metrics;
    private final Peers peers;
    private final Options options;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ConcurrentMap<Long, Lease> held = new ConcurrentHashMap<>();
    private final StopSignal stop = new StopSignal();
    private Thread claimer = Thread.ofVirtual().unstarted(() -> {});
    private Thread renewer = claimer;
    private boolean claimInDoubt; // of the thread that claims
    private int inFlight;
    private boolean woken;
    private boolean closing;
    private boolean abandoned;

    /**
     * How it works.
     *
     * @param node unique among the nodes of a database, the same after a restart
     * @param mostInFlight attempts under way at most
     * @param lease how long a claim lasts without being renewed
     * @param poll how long to wait for what other nodes accept, or for what becomes due
     * @param grace how long a stop waits for attempts before it aborts them
     */
    public record Options(
            String node, int mostInFlight, Duration lease, Duration poll, Duration grace) {

        /** 2 500 attempts, 30 s, 200 ms, 5 s. */
        public static Options of(String node) {
            return new Options(
                    node,
                    2_500,
                    Duration.ofSeconds(30),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5));
        }
    }

    /** Over these; {@link #start()} begins. */
    public DeliveryWorkers(
            DeliveryStore store,
            UnitOfWork work,
            EventStore events,
            Deliverer deliverer,
            QueueSize queue,
            DeliveryLimits limits,
            Optional<Notices> notices,
            Options options,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.work = work;
        endings = new Endings(store, work, events);
        this.deliverer = deliverer;
        this.queue = queue;
        Gates gates = new Gates(clock);
        metrics = new DeliveryMetrics(meters, store, queue, gates, this::inFlight, clock);
        breakers = new SharedBreakers(store, work, gates, clock);
        turns =
                new GatedTurns(
                        store, work, deliverer, limits, gates, breakers, metrics, notices, clock);
        peers = new Peers(store, work, options.node(), this::wake, clock);
        this.options = options;
        this.clock = clock;
    }

    /** Gives back what a former life of this node had claimed, and begins. */
    public void start() {
        int released =
                work.write(tx -> {
                    store.signOfLife(tx, options.node());
                    return store.release(tx, options.node());
                });
        if (released > 0) {
            LOG.info("{} deliveries were under way when the server stopped", released);
        }
        claimer = Thread.ofVirtual().name("delivery-claims").start(this::claims);
        renewer = Thread.ofVirtual().name("delivery-leases").start(this::renewals);
        if (store.shared()) {
            peers.start();
        }
    }

    /** Something may have become due. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Attempts under way. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    private void claims() {
        try {
            for (int free = free(); free > 0; free = free()) {
                int asked = Math.min(free, CLAIMED_AT_ONCE);
                if (claim(asked) < asked) {
                    pause(options.poll().toNanos());
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** How many more attempts may begin; waits for one; 0 when closed. */
    private int free() throws InterruptedException {
        lock.lock();
        try {
            while (!closing && inFlight >= options.mostInFlight()) {
                changed.await();
            }
            woken = false;
            return closing ? 0 : options.mostInFlight() - inFlight;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !woken && !closing) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Claims and begins; how many. */
    int claim(int most) throws InterruptedException {
        List<ClaimedDelivery> claimed;
        try {
            releaseDoubtful();
            breakers.learn();
            claimed = store.claim(options.node(), most, options.lease());
        } catch (StoreUnavailableException e) {
            claimInDoubt = true;
            LOG.warn("nothing is claimed now: {}", e.getMessage());
            pause(STORE_PAUSE);
            return 0;
        } catch (RuntimeException e) {
            LOG.error("nothing is claimed", e);
            pause(STORE_PAUSE);
            return 0;
        }
        for (ClaimedDelivery delivery : claimed) {
            begin(delivery);
        }
        return claimed.size();
    }

    /**
     * What a claim took whose answer was lost with the connection: nobody works on it, and it would
     * wait for the end of its lease.
     */
    private void releaseDoubtful() {
        if (claimInDoubt) {
            Set<Lease> known = Set.copyOf(held.values());
            work.write(tx -> store.releaseUnheard(tx, options.node(), known));
            claimInDoubt = false;
        }
    }

    private void begin(ClaimedDelivery claimed) {
        lock.lock();
        try {
            inFlight++;
        } finally {
            lock.unlock();
        }
        held.put(claimed.lease().laneId(), claimed.lease());
        Thread.ofVirtual().name("delivery").start(() -> run(claimed));
    }

    private void run(ClaimedDelivery claimed) {
        try {
            write(claimed, turns.turn(claimed, stop));
        } catch (InterruptedException e) {
            LOG.warn("delivery {} is attempted again after the start", claimed.delivery().id());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("what became of delivery {} was not written", claimed.delivery().id(), e);
            giveUp(claimed);
        } finally {
            held.remove(claimed.lease().laneId(), claimed.lease());
            lock.lock();
            try {
                inFlight--;
                woken = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Writes what became of an attempt, however long the database takes: what was done is not to be
     * done again. A lease that is lost meanwhile makes it harmless.
     */
    private void write(ClaimedDelivery claimed, Deliverer.Turn turn) throws InterruptedException {
        while (true) {
            try {
                Optional<NewDelivery> instead = deliverer.fallback(claimed, turn.completion());
                boolean applied = endings.write(claimed, turn, instead);
                if (!applied) {
                    LOG.warn(
                            "delivery {} had lost its lease: its attempt is recorded only",
                            claimed.delivery().id());
                } else if (turn.completion() instanceof Completion.Ended ended) {
                    queue.changed(instead.isPresent() ? 0 : -1);
                    metrics.ended(
                            claimed.delivery().typeId(),
                            ended.state(),
                            Duration.between(claimed.delivery().acceptedAt(), clock.now()));
                    instead.ifPresent(_ -> metrics.tookOver(claimed.delivery().typeId()));
                }
                return;
            } catch (StoreUnavailableException e) {
                LOG.warn(
                        "what became of delivery {} is not written yet: {}",
                        claimed.delivery().id(),
                        e.getMessage());
                waitForStore();
            }
        }
    }

    /** What cannot be written is a bug; without an end it would be attempted for ever. */
    private void giveUp(ClaimedDelivery claimed) {
        Completion dead =
                new Completion.Ended(
                        DeliveryState.DEAD,
                        Optional.of(Reason.INTERNAL.label()),
                        claimed.log(),
                        claimed.sealedCheckpoint());
        try {
            if (endings.write(claimed, Deliverer.Turn.without(dead), Optional.empty())) {
                queue.changed(-1);
            }
        } catch (RuntimeException e) {
            LOG.error("delivery {} could not be ended", claimed.delivery().id(), e);
        }
    }

    private void waitForStore() throws InterruptedException {
        lock.lock();
        try {
            long left = STORE_PAUSE;
            while (left > 0 && !abandoned) {
                left = changed.awaitNanos(left);
            }
            if (abandoned) {
                throw new InterruptedException("closed without the database");
            }
        } finally {
            lock.unlock();
        }
    }

    private void renewals() {
        try {
            while (true) {
                clock.sleep(options.lease().dividedBy(RENEWALS_OF_A_LEASE));
                renew();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void renew() {
        List<Lease> leases = List.copyOf(held.values());
        try {
            Duration jump =
                    work.write(tx -> {
                        Duration moved = store.followClock(tx);
                        store.renew(tx, leases, options.lease());
                        return moved;
                    });
            if (!jump.isZero()) {
                LOG.warn("the clock was set by {}: due times are moved with it", jump);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("leases are not renewed now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("leases are not renewed", e);
        }
    }

    /**
     * Claims nothing more, waits for what is under way, aborts what takes longer, and waits once
     * more until that is written.
     */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        claimer.join();
        if (!idleWithin(options.grace().toNanos())) {
            stop.happen();
            if (!idleWithin(options.grace().toNanos())) {
                lock.lock();
                try {
                    abandoned = true;
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
                LOG.warn("{} deliveries are attempted again after the start", inFlight());
            }
        }
        renewer.interrupt();
        peers.stop();
        renewer.join();
    }

    /** Waits until nothing is under way. */
    boolean idleWithin(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (inFlight > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }
}
