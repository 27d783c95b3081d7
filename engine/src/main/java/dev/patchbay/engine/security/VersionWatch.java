package dev.patchbay.engine.security;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * What this node knows of the {@link SecurityVersion} (contract/security-and-spaces.md, D8): read
 * every {@link #INTERVAL}; older than {@link #TRUST}, each question goes to the database.
 * Thread-safe.
 */
public final class VersionWatch implements AutoCloseable {

    /** Between two readings. */
    static final Duration INTERVAL = Duration.ofMillis(400);

    /** How long a reading counts, from when it was begun. */
    static final Duration TRUST = Duration.ofMillis(900);

    private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);

    private record Reading(long version, long begunNanos, boolean valid) {}

    private final SecurityVersion port;
    private final Clock clock;
    private final Thread thread;
    private final Object lock = new Object();
    private volatile Reading reading;
    private volatile boolean closed;

    /** Starts reading; the first question waits for the database. */
    public VersionWatch(SecurityVersion port, Clock clock) {
        this.port = port;
        this.clock = clock;
        reading = new Reading(0, clock.nanoTime(), false);
        thread = Thread.ofPlatform().daemon().name("security-version").unstarted(this::poll);
        thread.start();
    }

    /**
     * The version that everything answered now must have been computed under.
     *
     * @throws StoreUnavailableException when the last reading is too old and there is no new one
     */
    public long current() {
        Reading last = reading;
        return last.valid() && clock.nanoTime() - last.begunNanos() <= TRUST.toNanos()
                ? last.version()
                : read();
    }

    /** Makes a change of this node count at once. Never throws. */
    public void changed() {
        synchronized (lock) {
            reading = new Reading(reading.version(), clock.nanoTime(), false);
        }
        try {
            read();
        } catch (StoreUnavailableException e) {
            LOG.warn("the security version is not readable: {}", e.getMessage());
        }
    }

    private long read() {
        long begun = clock.nanoTime();
        long version = port.current();
        synchronized (lock) {
            if (begun - reading.begunNanos() >= 0) {
                reading = new Reading(version, begun, true);
            }
        }
        return version;
    }

    private void poll() {
        while (!closed) {
            try {
                read();
            } catch (StoreUnavailableException e) {
                LOG.debug("the security version is not readable: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("the security version is not readable", e);
            }
            try {
                clock.sleep(INTERVAL);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Stops reading; questions are answered all the same. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
