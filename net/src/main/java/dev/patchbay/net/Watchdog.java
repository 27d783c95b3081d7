package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.util.Map;
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

    private final ConcurrentHashMap<Long, Set<Exchange>> bySlot = new ConcurrentHashMap<>();
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

    private static long slot(long nanos) {
        return nanos >> SLOT_BITS;
    }

    void watch(Exchange exchange) {
        Long slot = slot(exchange.deadlineNanos());
        Set<Exchange> kept;
        do {
            kept = bySlot.computeIfAbsent(slot, _ -> ConcurrentHashMap.newKeySet());
            kept.add(exchange);
            // A tick may have dropped the slot in between.
        } while (bySlot.get(slot) != kept);
        if (closed) {
            exchange.abort(Exchange.Abort.CANCELLED);
        }
    }

    void forget(Exchange exchange) {
        Set<Exchange> kept = bySlot.get(slot(exchange.deadlineNanos()));
        if (kept != null) {
            kept.remove(exchange);
        }
    }

    /** Looks only at those that are due in this slot or were in an earlier one. */
    private void tick() {
        long now = clock.nanoTime();
        long current = slot(now);
        for (Map.Entry<Long, Set<Exchange>> each : bySlot.entrySet()) {
            long ahead = each.getKey() - current;
            if (ahead > 0) {
                continue;
            }
            if (ahead < 0 && each.getValue().isEmpty()) {
                bySlot.remove(each.getKey());
            }
            // After the removal, for one that was added just before it.
            for (Exchange exchange : each.getValue()) {
                if (exchange.remainingNanos(now) <= 0) {
                    exchange.abort(Exchange.Abort.DEADLINE);
                }
            }
        }
    }

    /** Slots that are kept. */
    int slots() {
        return bySlot.size();
    }

    /** Gives up what is under way and ends. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        bySlot.values().forEach(kept -> kept.forEach(one -> one.abort(Exchange.Abort.CANCELLED)));
    }
}
