package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls at their deadline, whatever they are blocked in, a drip-feeding peer included, to
 * within {@value #TICK_MILLIS} ms. One thread looks at the calls that are due; a timer for each
 * would cost more than the calls do. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final int TICK_MILLIS = 25;

    /**
     * Exchanges whose deadlines lie in the same quarter of a second (2^28 ns) are kept together.
     */
    private static final int SLOT_BITS = 28;

    private final ConcurrentHashMap<Long, Slot> slots = new ConcurrentHashMap<>();

    /** Where the last one went, and most likely the next. */
    private volatile Slot last = new Slot(Long.MIN_VALUE);

    private final Clock clock;
    private final ScheduledExecutorService thread;
    private volatile boolean closed;

    Watchdog(Clock clock, Runnable everySecond) {
        this.clock = clock;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("net-watchdog").daemon().factory());
        var _ =
                thread.scheduleWithFixedDelay(
                        this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(everySecond, 1, 1, TimeUnit.SECONDS);
    }

    /** Exchanges that end in the same quarter of a second. */
    private static final class Slot {
        private final long number;
        private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
        private volatile boolean dropped;

        private Slot(long number) {
            this.number = number;
        }
    }

    private static long number(long nanos) {
        return nanos >> SLOT_BITS;
    }

    private Slot slot(long number) {
        Slot slot = last;
        if (slot.number != number || slot.dropped) {
            slot = slots.computeIfAbsent(number, Slot::new);
            last = slot;
        }
        return slot;
    }

    /** Until it is forgotten, by the thread that calls this. */
    void watch(Exchange exchange) {
        long number = number(exchange.deadlineNanos());
        Slot slot;
        do {
            slot = slot(number);
            slot.exchanges.add(exchange);
        } while (slot.dropped);
        exchange.watchedAmong(slot.exchanges);
        if (closed) {
            exchange.abort(Exchange.Abort.CANCELLED);
        }
    }

    void forget(Exchange exchange) {
        exchange.watchedAmong().remove(exchange);
    }

    /** Looks only at those that are due in this slot or were in an earlier one. */
    private void tick() {
        long now = clock.nanoTime();
        long current = number(now);
        for (Slot slot : slots.values()) {
            long ahead = slot.number - current;
            if (ahead > 0) {
                continue;
            }
            if (ahead < 0 && slot.exchanges.isEmpty()) {
                slot.dropped = true;
                slots.remove(slot.number);
            }
            // After that, for one that was added just before it.
            for (Exchange exchange : slot.exchanges) {
                if (exchange.remainingNanos(now) <= 0) {
                    exchange.abort(Exchange.Abort.DEADLINE);
                }
            }
        }
    }

    /** Slots that are kept. */
    int slots() {
        return slots.size();
    }

    /** Gives up what is under way and ends. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        slots.values()
                .forEach(
                        slot -> slot.exchanges.forEach(one -> one.abort(Exchange.Abort.CANCELLED)));
    }
}
