package dev.patchbay.store.sqlite;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.store.sql.Job;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql.Reading;
import dev.patchbay.store.sql.SqlFailures;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads that read, each with its own connection. Thread-safe. */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    private static final int LONGEST_QUEUE = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Steps of SQLite's machine between two looks at the time; some milliseconds. */
    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private final SqliteConnections connections;
    private final long longestNanos;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicInteger active = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Task<Boolean> stop = new Task<>(_ -> true);
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param longest after which a reading is cut off
     */
    Readers(SqliteConnections connections, int count, Duration longest) {
        this.connections = connections;
        longestNanos = longest.toNanos();
        for (int i = 0; i < count; i++) {
            Reader reader = new Reader();
            threads.add(Thread.ofPlatform().name("sqlite-reader-" + i).daemon().start(reader::run));
        }
    }

    private static final class Task<T> {
        private final Job<T> job = new Job<>();
        private final Reading<T> reading;

        Task(Reading<T> reading) {
            this.reading = reading;
        }

        void run(Session session) throws SQLException {
            job.succeed(reading.apply(session));
        }
    }

    <T> T read(Reading<T> reading) {
        if (threads.contains(Thread.currentThread())) {
            throw new IllegalStateException("a reading inside of a reading");
        }
        Task<T> task = new Task<>(reading);
        if (closed || !queue.offer(task)) {
            throw failed(new RejectedExecutionException(closed ? "closed" : "the queue is full"));
        }
        return task.job.await(PATIENCE_NANOS);
    }

    int active() {
        return active.get();
    }

    int idle() {
        return threads.size() - active.get();
    }

    /** One thread and its connection. */
    private final class Reader {

        private @Nullable Session session;
        private long deadline;

        void run() {
            try {
                Task<?> task = queue.take();
                while (task != stop) {
                    if (task.job.take()) {
                        active.incrementAndGet();
                        serve(task);
                        active.decrementAndGet();
                    }
                    task = queue.take();
                }
                queue.add(stop); // for the next reader
            } catch (InterruptedException e) {
                LOG.error("a reader was interrupted", e);
            } finally {
                discard();
            }
        }

        private void serve(Task<?> task) {
            deadline = System.nanoTime() + longestNanos;
            try {
                task.run(open());
            } catch (SQLException e) {
                RuntimeException failure = SqlFailures.of(e);
                discardAfter(failure);
                task.job.fail(failure);
            } catch (Throwable e) {
                discardAfter(e);
                task.job.fail(e);
            }
        }

        private Session open() throws SQLException {
            Session found = session;
            if (found == null) {
                found = Session.keeping(connections.reader());
                ProgressHandler.setHandler(
                        found.connection(),
                        STEPS_BETWEEN_LOOKS,
                        new ProgressHandler() {
                            @Override
                            protected int progress() {
                                return System.nanoTime() - deadline > 0 ? 1 : 0;
                            }
                        });
                session = found;
            }
            found.begin();
            return found;
        }

        /** A connection that could not serve is opened anew for the next reading. */
        private void discardAfter(Throwable failure) {
            if (failure instanceof StoreUnavailableException) {
                discard();
            }
        }

        private void discard() {
            Session old = session;
            session = null;
            if (old == null) {
                return;
            }
            try {
                old.close();
            } catch (SQLException e) {
                LOG.warn("a reader's connection did not close", e);
            }
        }
    }

    private static StoreUnavailableException failed(Throwable why) {
        return new StoreUnavailableException("the database cannot be read", why);
    }

    @Override
    public void close() {
        closed = true;
        Threads.stop(queue, stop);
        threads.forEach(Threads::join);
    }
}
