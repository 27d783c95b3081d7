package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.http.Cancellation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Happens when a stop does not wait for attempts any longer. Thread-safe. */
final class StopSignal implements Cancellation {

    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean happened;

    private record Waiting(Runnable action) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Override
    public synchronized boolean cancelled() {
        return happened;
    }

    @Override
    public Registration onCancel(Runnable action) {
        Waiting mine = new Waiting(action);
        synchronized (this) {
            if (!happened) {
                waiting.add(mine);
                return () -> forget(mine);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Waiting done) {
        waiting.remove(done);
    }

    void happen() {
        List<Waiting> all;
        synchronized (this) {
            happened = true;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.action().run());
    }
}
