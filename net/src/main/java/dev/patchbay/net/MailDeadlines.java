package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import org.jspecify.annotations.Nullable;

import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The bounds of a mail call: one {@link Exchange} after the other holds the channel, each with its
 * own time, none beyond the time of the whole. Thread-safe.
 */
final class MailDeadlines implements AutoCloseable {

    private final Watchdog watchdog;
    private final Clock clock;
    private final long endNanos;
    private boolean cancelled;
    private Exchange current;

    MailDeadlines(Watchdog watchdog, Clock clock, Duration whole, Duration first) {
        this.watchdog = watchdog;
        this.clock = clock;
        endNanos = clock.nanoTime() + whole.toNanos();
        current = exchange(first);
    }

    /** The exchange that counts now. */
    synchronized Exchange current() {
        return current;
    }

    /** Lets the next begin, with the channel that the last one held. */
    void next(Duration time, SocketChannel channel) throws AbortedException {
        Exchange next;
        synchronized (this) {
            if (!current.letGo()) {
                throw new AbortedException();
            }
            watchdog.forget(current);
            current = exchange(time);
            next = current;
        }
        next.hold(channel);
    }

    synchronized void cancel() {
        cancelled = true;
        current.abort(Exchange.Abort.CANCELLED);
    }

    /** Why the call was given up, or null. */
    synchronized Exchange.@Nullable Abort aborted() {
        return current.aborted();
    }

    private Exchange exchange(Duration time) {
        long now = clock.nanoTime();
        long millis = Math.min(time.toMillis(), (endNanos - now) / 1_000_000);
        Exchange exchange = new Exchange(now, Math.clamp(millis, 1, Integer.MAX_VALUE));
        watchdog.watch(exchange);
        if (cancelled) {
            exchange.abort(Exchange.Abort.CANCELLED);
        }
        return exchange;
    }

    @Override
    public synchronized void close() {
        watchdog.forget(current);
    }
}
