package dev.patchbay.sdk.http;

import java.util.ArrayList;
import java.util.List;

/** A cancellation that someone causes. Thread-safe; cheap to make, one per request. */
public final class CancellationSource implements Cancellation {

    /** One or two at a time. */
    private final List<Action> waiting = new ArrayList<>(2);

    private volatile boolean cancelled;

    /** Makes it happen: waiting actions run on this thread, each once. Idempotent. */
    public void cancel() {
        List<Action> actions;
        synchronized (waiting) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(waiting);
            waiting.clear();
        }
        actions.forEach(action -> action.run.run());
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable run) {
        Action action = new Action(run);
        synchronized (waiting) {
            if (!cancelled) {
                waiting.add(action);
                return () -> forget(action);
            }
        }
        run.run();
        return () -> {};
    }

    private void forget(Action action) {
        synchronized (waiting) {
            waiting.remove(action);
        }
    }

    /** Compared by identity: the same runnable may wait twice. */
    private static final class Action {
        private final Runnable run;

        private Action(Runnable run) {
            this.run = run;
        }
    }
}
