package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls at their deadline, whatever they are blocked in, a drip-feeding peer included, to
 * within {@value #TICK_MILLIS} ms. One thread looks at all calls; a timer for each would cost more
 * than the calls do. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final int TICK_MILLIS = 25;

    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
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

    void watch(Exchange exchange) {
        running.add(exchange);
        if (closed) {
            exchange.abort(Exchange.Abort.CANCELLED);
        }
    }

    void forget(Exchange exchange) {
        running.remove(exchange);
    }

    private void tick() {
        long now = clock.nanoTime();
        for (Exchange exchange : running) {
            if (exchange.remainingNanos(now) <= 0) {
                exchange.abort(Exchange.Abort.DEADLINE);
            }
        }
    }

    /** Gives up what is under way and ends. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        running.forEach(exchange -> exchange.abort(Exchange.Abort.CANCELLED));
    }
}
