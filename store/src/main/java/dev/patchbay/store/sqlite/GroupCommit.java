package dev.patchbay.store.sqlite;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The only writer. Callers queue their works and wait; the writer's thread runs what is queued,
 * each work inside a savepoint of its own, commits once, and then lets all callers go on.
 * Thread-safe.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    /** Works that share a commit at most, and how long they are gathered. */
    private static final int LARGEST_GROUP = 512;

    private static final long LONGEST_GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Waiting works; more are refused at once. */
    private static final int LONGEST_QUEUE = 20_000;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SqliteConnections connections;
    private final Runnable afterCommit;
    private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final WriteCounters counters = new WriteCounters();
    private final Thread thread;
    private final Work<Boolean> stop = new Work<>(_ -> true);
    private volatile boolean closed;
    private boolean stopping;
    private boolean failing;
    private @Nullable Session session;

    /**
     * Starts the writer.
     *
     * @param afterCommit told after each commit, on the writer's thread; must be quick
     */
    GroupCommit(SqliteConnections connections, Runnable afterCommit) {
        this.connections = connections;
        this.afterCommit = afterCommit;
        thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::run);
    }

    <T> T write(Function<Tx, T> function) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a write inside of a write");
        }
        Work<T> work = new Work<>(function);
        if (closed || !queue.offer(work)) {
            throw Work.failed(
                    new RejectedExecutionException(closed ? "closed" : "the queue is full"));
        }
        return work.await(PATIENCE_NANOS);
    }

    int waiting() {
        return queue.size();
    }

    WriteCounters counters() {
        return counters;
    }

    private void run() {
        try {
            while (!stopping) {
                Work<?> first = queue.take();
                if (first == stop) {
                    return;
                }
                if (first.take()) {
                    group(first);
                }
            }
        } catch (InterruptedException e) {
            LOG.error("the writer was interrupted", e);
        } finally {
            closed = true;
            refuseRest();
            discard();
        }
    }

    private void group(Work<?> first) {
        List<Work<?>> group = new ArrayList<>();
        group.add(first);
        try {
            Session writing = open();
            writing.execute("begin immediate");
            gather(writing, group);
            long begun = System.nanoTime();
            writing.execute("commit");
            int kept = (int) group.stream().filter(Work::kept).count();
            counters.committed(kept, System.nanoTime() - begun);
            afterCommit.run();
            if (failing) {
                failing = false;
                LOG.info("the database can be written again");
            }
        } catch (Throwable e) {
            counters.failed();
            report(group.size(), e);
            group.forEach(work -> work.unavailable(e));
            discard();
        } finally {
            group.forEach(Work::end);
        }
    }

    /** Once for each outage. */
    private void report(int works, Throwable e) {
        if (failing) {
            LOG.debug("a commit failed for {} writes", works, e);
        } else {
            LOG.warn("the database cannot be written, a commit failed for {} writes", works, e);
        }
        failing = true;
    }

    /** Runs the first work and those that are queued while the group is small and young. */
    private void gather(Session writing, List<Work<?>> group) {
        long end = System.nanoTime() + LONGEST_GROUP_NANOS;
        Work<?> next = group.getFirst();
        while (true) {
            runAlone(writing, next);
            do {
                if (group.size() >= LARGEST_GROUP || System.nanoTime() - end >= 0) {
                    return;
                }
                next = queue.poll();
                stopping |= next == stop;
                if (next == null || next == stop) {
                    return;
                }
            } while (!next.take());
            group.add(next);
        }
    }

    /** In a savepoint. Throws when the transaction is lost, and with it the whole group. */
    private static void runAlone(Session writing, Work<?> work) {
        writing.execute("savepoint work");
        work.run(new SqlTx(writing));
        writing.begin();
        try {
            if (!work.kept()) {
                writing.execute("rollback to work");
            }
            writing.execute("release work");
        } catch (IllegalStateException e) {
            // SQLite ended the transaction itself, as it does on a full disk.
            throw work.outage().orElse(e);
        }
    }

    private Session open() throws SQLException {
        Session found = session;
        if (found == null) {
            found = Session.keeping(connections.writer());
            session = found;
        }
        found.begin();
        return found;
    }

    /** Drops a connection whose state nobody knows; the next group opens another. */
    private void discard() {
        Session old = session;
        session = null;
        if (old == null) {
            return;
        }
        try {
            SqliteConnections.execute(old.connection(), "rollback");
        } catch (SQLException e) {
            LOG.debug("nothing to roll back", e);
        }
        try {
            old.close();
        } catch (SQLException e) {
            LOG.warn("the writer's connection did not close", e);
        }
    }

    private void refuseRest() {
        List<Work<?>> rest = new ArrayList<>();
        queue.drainTo(rest);
        for (Work<?> work : rest) {
            if (work.take()) {
                work.unavailable(new RejectedExecutionException("closed"));
                work.end();
            }
        }
    }

    /** Finishes what is queued, then closes the connection. */
    @Override
    public void close() {
        closed = true;
        Threads.stop(queue, stop);
        Threads.join(thread);
    }
}
