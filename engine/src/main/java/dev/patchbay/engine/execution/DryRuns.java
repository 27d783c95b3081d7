package dev.patchbay.engine.execution;

import org.slf4j.helpers.NOPLogger;

import java.util.Optional;

/**
 * Runs a connector without sending anything: the same road, rights and validation as an execution,
 * over ways out that write down what they are given. No event, no log line of the type.
 * Thread-safe.
 */
public final class DryRuns {

    private final Attempts attempts;

    /** On the road of executions. */
    public DryRuns(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * The requests that an execution would send until it needs an answer of the target.
     *
     * @throws dev.patchbay.engine.store.StoreUnavailableException when the database is down
     */
    public DryRun dryRun(ExecutionRequest request) {
        RecordingOutbound outbound = new RecordingOutbound();
        ExecutionAnswer answer =
                attempts.attempt(
                        request, new Attempts.Way(outbound, Optional.of(NOPLogger.NOP_LOGGER)));
        return new DryRun(answer, outbound.requests());
    }
}
