package dev.patchbay.engine.eventlog;

import java.time.Instant;
import java.util.List;

/**
 * Records that wait to be sent elsewhere. They are put in with the transaction that adds them to
 * the event log, so none is missed however late it comes, and leave when the other side has them.
 * Thread-safe; blocking.
 */
public interface EventOutbox {

    /** From now on, records that are appended on this node wait. */
    void open();

    /** The oldest that wait, up to {@code limit}. */
    List<ExecutionRecord> oldest(int limit);

    /** These are where they should be. */
    void sent(List<ExecutionRecord> records);

    /**
     * Whether {@code owner} is the one node that sends until then: it was, or nobody is.
     *
     * @param now of this node; two that send at once only send the same twice
     */
    boolean lease(String owner, Instant now, Instant until);
}
