package dev.patchbay.store.sqlite;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.sql.Job;
import dev.patchbay.store.sql.SqlTx;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;

/**
 * A caller's work in the writer's queue, and how it went while its commit is still to come. Only
 * {@link #await} belongs to the caller's thread, all else to the writer's.
 */
final class Work<T> {

    private final Job<T> job = new Job<>();
    private final Function<Tx, T> function;
    private @Nullable SqlTx tx;
    private @Nullable Runnable release;
    private @Nullable Throwable failure;
    private boolean kept;

    Work(Function<Tx, T> function) {
        this.function = function;
    }

    /** Waits for the end of the transaction. */
    T await(long patienceNanos) {
        return job.await(patienceNanos);
    }

    /** False when the caller has given up. */
    boolean take() {
        return job.take();
    }

    /** Runs it; afterwards {@link #kept} says whether its changes are to be kept. */
    void run(SqlTx running) {
        tx = running;
        try {
            T value = function.apply(running);
            release = () -> job.succeed(value);
            kept = true;
        } catch (Throwable e) {
            failure = e;
            release = () -> job.fail(e);
        } finally {
            running.finish();
        }
    }

    boolean kept() {
        return kept;
    }

    /** The outage that the work met, if it was one. */
    Optional<RuntimeException> outage() {
        return failure instanceof StoreUnavailableException outage
                ? Optional.of(outage)
                : Optional.empty();
    }

    /** Nothing of it was stored. */
    void unavailable(Throwable why) {
        kept = false;
        release = () -> job.fail(failed(why));
    }

    /** The transaction has ended: the caller may go on. */
    void end() {
        if (tx != null) {
            tx.ended(kept);
        }
        Runnable found = release;
        if (found == null) {
            job.fail(failed(new IllegalStateException("not run")));
        } else {
            found.run();
        }
    }

    static StoreUnavailableException failed(Throwable why) {
        return new StoreUnavailableException("the database cannot be written", why);
    }
}
