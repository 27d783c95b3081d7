package dev.patchbay.server;

import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Looks at the directory of connector types every two seconds: also where the file system tells
 * nobody of changes, as with mounted configuration.
 */
final class SpecWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private final SpecDirectory directory;
    private final Clock clock;
    private final Thread thread;

    /** Starts looking. */
    SpecWatch(SpecDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        thread = Thread.ofVirtual().name("connector-specs").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                clock.sleep(PERIOD);
                look();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look() {
        try {
            directory.look();
        } catch (RuntimeException e) {
            LOG.error("the connector types stay as they are", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
