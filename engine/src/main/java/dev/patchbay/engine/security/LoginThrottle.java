package dev.patchbay.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Slows password guessing (contract/security-and-spaces.md, D9): from the tenth failure within a
 * minute, by user name or by client address, each try waits longer. Never a lock-out. Tries that
 * are still running count as failures, so that many at once gain nothing. Thread-safe.
 */
final class LoginThrottle {

    /** Failures within {@link #WINDOW} that are free. */
    static final int FREE = 10;

    /** How long a failure counts. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long LONGEST_DELAY_MILLIS = 5_000;
    private static final int MOST_REMEMBERED = 32;
    private static final int MOST_WAITING = 64;
    private static final int MOST_NAMES = 10_000;

    private final Clock clock;
    private final Cache<String, Failures> failures;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    LoginThrottle(Clock clock) {
        this.clock = clock;
        failures =
                Caffeine.newBuilder()
                        .maximumSize(MOST_NAMES)
                        .expireAfterAccess(WINDOW.toNanos(), TimeUnit.NANOSECONDS)
                        .ticker(clock::nanoTime)
                        .executor(Runnable::run)
                        .build();
    }

    /** A try that began. */
    final class Attempt {
        private final Failures byName;
        private final Failures byAddress;
        private final long began = clock.nanoTime();

        private Attempt(String username, String address) {
            byName = failures.get("u:" + username, _ -> new Failures());
            byAddress = failures.get("a:" + address, _ -> new Failures());
        }

        /** It was the right password: it counts no more. */
        void succeeded() {
            byName.forget(began);
            byAddress.forget(began);
        }

        private Duration delay() {
            int before = Math.max(byName.add(began), byAddress.add(began));
            if (before < FREE) {
                return Duration.ZERO;
            }
            long millis = FIRST_DELAY_MILLIS << Math.min(before - FREE, 16);
            return Duration.ofMillis(Math.min(millis, LONGEST_DELAY_MILLIS));
        }

        /** Waits as long as this try has to; false when too many wait already. */
        boolean await() throws InterruptedException {
            Duration delay = delay();
            if (delay.isZero()) {
                return true;
            }
            if (!waiting.tryAcquire()) {
                return false;
            }
            try {
                clock.sleep(delay);
            } finally {
                waiting.release();
            }
            return true;
        }
    }

    /** Begins a try. */
    Attempt begin(String username, String address) {
        return new Attempt(username, address);
    }

    /** The latest failures of one name or address. */
    private static final class Failures {
        private final Deque<Long> times = new ArrayDeque<>();

        /** Adds one; the number of those before within the window. */
        private synchronized int add(long now) {
            while (!times.isEmpty()
                    && (now - times.getFirst() > WINDOW.toNanos()
                            || times.size() >= MOST_REMEMBERED)) {
                times.removeFirst();
            }
            int before = times.size();
            times.addLast(now);
            return before;
        }

        private synchronized void forget(long time) {
            times.removeFirstOccurrence(time);
        }
    }
}
