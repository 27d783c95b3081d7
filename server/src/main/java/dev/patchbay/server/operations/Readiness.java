package dev.patchbay.server.operations;

import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the server can do its work. Checks run at most twice a second, however often someone
 * asks, and each for at most {@link #PATIENCE}. Thread-safe.
 */
public final class Readiness {

    /** Longest time that a check may take; a slower one has failed. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger("status");
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final String STOPPING = "stopping";

    /** Something that the server needs. */
    public interface Check {

        /** One word for the answer of the probe, such as {@code database}. */
        String name();

        /**
         * Looks. Blocking.
         *
         * @throws RuntimeException when it does not work; the message goes to the log only
         */
        void run();

        /** A check by name. */
        static Check of(String name, Runnable work) {
            return new Check() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public void run() {
                    work.run();
                }
            };
        }
    }

    private final List<Check> checks;
    private final Clock clock;
    private volatile boolean stopping;
    private List<String> failing = List.of();
    private long lookedAt;
    private boolean looked;

    /** With these checks. */
    public Readiness(List<Check> checks, Clock clock) {
        this.checks = List.copyOf(checks);
        this.clock = clock;
    }

    /** From now on not ready: the server is about to stop. */
    public void stopping() {
        stopping = true;
    }

    /** Names of what does not work; empty = ready. */
    public List<String> failing() {
        return stopping ? List.of(STOPPING) : look();
    }

    private synchronized List<String> look() {
        long now = clock.nanoTime();
        if (looked && now - lookedAt < FRESH.toNanos()) {
            return failing;
        }
        List<String> found = new ArrayList<>();
        for (Check check : checks) {
            if (!passes(check)) {
                found.add(check.name());
            }
        }
        if (!found.equals(failing)) {
            LOG.warn(found.isEmpty() ? "ready again" : "not ready: {}", String.join(", ", found));
        }
        failing = List.copyOf(found);
        lookedAt = clock.nanoTime();
        looked = true;
        return failing;
    }

    private static boolean passes(Check check) {
        AtomicBoolean passed = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual()
                .name("check-" + check.name())
                .start(() -> {
                    try {
                        check.run();
                        passed.set(true);
                    } catch (RuntimeException e) {
                        LOG.debug("check {} failed", check.name(), e);
                    } finally {
                        done.countDown();
                    }
                });
        try {
            return done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && passed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
