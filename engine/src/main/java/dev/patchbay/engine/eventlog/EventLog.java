package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the records of direct executions and writes them in batches, so that one is durable within
 * 100 ms while the database keeps up. A direct execution takes a {@link Seat} before it begins:
 * while the database is down, or the backlog is full, there is none, and nothing is sent whose
 * record could be lost. Records of deliveries do not come here: they are written with what they
 * complete. Thread-safe.
 */
public final class EventLog implements AutoCloseable {

    /** Records and running executions at most; at about 500 bytes each. */
    static final int MOST_SEATS = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger("eventlog");
    private static final int MOST_AT_ONCE = 2_000;
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final EventStore store;
    private final UnitOfWork work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Records and running executions. */
    private final AtomicInteger seats = new AtomicInteger();

    /** Records that are not yet in the database. */
    private final AtomicInteger unwritten = new AtomicInteger();

    private final Thread writer;
    private volatile boolean unavailable;
    private volatile boolean closing;

    /** What the writer takes next; guarded by the lock, like the next one. */
    private List<ExecutionRecord> waiting = new ArrayList<>();

    private boolean abandoned;

    /** What the writer has taken and not written yet; its own. */
    private List<ExecutionRecord> taken = List.of();

    /**
     * Starts writing.
     *
     * @param meters gets {@code patchbay.events.backlog}
     */
    public EventLog(EventStore store, UnitOfWork work, MeterRegistry meters) {
        this.store = store;
        this.work = work;
        Gauge.builder("patchbay.events.backlog", this, log -> log.backlog())
                .description("Records of executions that are not yet in the database")
                .register(meters);
        writer = Thread.ofPlatform().daemon().name("event-log").start(this::run);
    }

    /** A place for the record of one execution. Belongs to one thread. */
    public final class Seat implements AutoCloseable {
        private boolean used;

        private Seat() {}

        /** Hands the record over; once. */
        public void record(ExecutionRecord record) {
            if (used) {
                throw new IllegalStateException("an execution has one record");
            }
            used = true;
            add(record);
        }

        /** Gives the place up when it was not used. */
        @Override
        public void close() {
            if (!used) {
                used = true;
                release(1);
            }
        }
    }

    /**
     * Takes a place for the record of an execution that is about to begin.
     *
     * @throws StoreUnavailableException when records cannot be written now
     */
    public Seat reserve() {
        // Counted first: who closes the log after that waits for this seat.
        int used = seats.incrementAndGet();
        if (unavailable || closing || used > MOST_SEATS) {
            release(1);
            throw new StoreUnavailableException(
                    closing ? "the event log is closed" : "the event log cannot be written");
        }
        return new Seat();
    }

    /** Number of records that are not yet in the database. */
    public int backlog() {
        return unwritten.get();
    }

    /** Whether the last attempt to write failed. */
    public boolean unavailable() {
        return unavailable;
    }

    private void add(ExecutionRecord record) {
        unwritten.incrementAndGet();
        lock.lock();
        try {
            waiting.add(record);
            if (waiting.size() == 1 || waiting.size() == MOST_AT_ONCE) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(int count) {
        seats.addAndGet(-count);
        if (closing) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void run() {
        try {
            for (List<ExecutionRecord> batch = gather(); !batch.isEmpty(); batch = gather()) {
                write(batch);
            }
        } catch (InterruptedException e) {
            giveUp();
        }
    }

    /** The oldest records; empty when the log is closed and nothing is to come. */
    private List<ExecutionRecord> gather() throws InterruptedException {
        if (taken.isEmpty()) {
            take();
        }
        return taken.subList(0, Math.min(taken.size(), MOST_AT_ONCE));
    }

    /** Takes all that wait at once, so that nobody waits for the lock meanwhile. */
    private void take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !(closing && seats.get() == 0)) {
                changed.await();
            }
            long left = GATHERING;
            while (left > 0 && waiting.size() < MOST_AT_ONCE && !closing) {
                left = changed.awaitNanos(left);
            }
            taken = waiting;
            waiting = new ArrayList<>(Math.min(taken.size(), MOST_AT_ONCE));
        } finally {
            lock.unlock();
        }
    }

    /** Writes the oldest records, however long that takes. */
    private void write(List<ExecutionRecord> batch) throws InterruptedException {
        while (!written(batch)) {
            unavailable = true;
            lock.lock();
            try {
                long left = PAUSE;
                while (left > 0 && !abandoned) {
                    left = changed.awaitNanos(left);
                }
                if (abandoned) {
                    throw new InterruptedException("closed");
                }
            } finally {
                lock.unlock();
            }
        }
        int count = batch.size();
        taken = count == taken.size() ? List.of() : taken.subList(count, taken.size());
        if (unavailable) {
            unavailable = false;
            LOG.info("the event log can be written again");
        }
        unwritten.addAndGet(-count);
        release(count);
    }

    private boolean written(List<ExecutionRecord> batch) {
        try {
            append(batch);
            return true;
        } catch (StoreUnavailableException e) {
            if (!unavailable()) {
                LOG.warn("the event log cannot be written: {}", e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            LOG.error("a batch of the event log failed, its records are tried one by one", e);
            return batch.stream().allMatch(this::writtenAlone);
        }
    }

    /** A record that no database takes is a bug; it must not keep the others out. */
    private boolean writtenAlone(ExecutionRecord record) {
        try {
            append(List.of(record));
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.error("the event log cannot take this record: {}", record, e);
            return true;
        }
    }

    private void append(List<ExecutionRecord> batch) {
        work.write(tx -> {
            store.append(tx, batch);
            return batch.size();
        });
    }

    private void giveUp() {
        taken.forEach(EventLog::lost);
        lock.lock();
        try {
            waiting.forEach(EventLog::lost);
        } finally {
            lock.unlock();
        }
    }

    private static void lost(ExecutionRecord record) {
        LOG.error("closed without the database, this record is not in it: {}", record);
    }

    /**
     * Takes no more executions, waits up to 5 s for those that run and writes what there is. What
     * cannot be written goes to the server's log, record by record.
     */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!writer.join(LAST_WAIT)) {
            lock.lock();
            try {
                abandoned = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            writer.interrupt();
            writer.join();
        }
    }
}
