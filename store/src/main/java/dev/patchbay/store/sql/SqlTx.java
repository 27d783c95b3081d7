package dev.patchbay.store.sql;

import dev.patchbay.engine.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/** A running write transaction, or the part of a shared one that belongs to one work. */
public final class SqlTx implements Tx {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    private final Session session;
    private final List<Ending> endings = new ArrayList<>(1);
    private boolean running = true;

    /** Over the session that the transaction runs on. */
    public SqlTx(Session session) {
        this.session = session;
        session.begin();
    }

    /**
     * The session to work on.
     *
     * @throws IllegalStateException when the work is over
     */
    public Session session() {
        if (!running) {
            throw new IllegalStateException("the transaction is over");
        }
        return session;
    }

    /** What is to be done at the end. */
    @FunctionalInterface
    public interface Ending {
        /**
         * The transaction has ended.
         *
         * @param committed false when it was rolled back, or when nobody knows
         */
        void ended(boolean committed);
    }

    /**
     * Remembers what to do when the transaction has ended, whichever way, before the caller of
     * {@code write} learns of it. Must not block or use the database.
     */
    public void whenEnded(Ending ending) {
        endings.add(ending);
    }

    /** The work is over: the session may not be used any more. */
    public void finish() {
        running = false;
    }

    /** The transaction has ended. */
    public void ended(boolean committed) {
        finish();
        for (Ending ending : endings) {
            try {
                ending.ended(committed);
            } catch (RuntimeException e) {
                LOG.error("the end of a transaction was not handled", e);
            }
        }
    }
}
