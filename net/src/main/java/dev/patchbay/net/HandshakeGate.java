package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a target that takes connections and then leaves TLS handshakes unanswered from costing what
 * others need: a hello is most of a millisecond of CPU, and two thousand calls that give up and
 * come again each minute send 33 in a second. Once {@value #MOST} handshakes with a target have
 * been unanswered for a second, further calls wait for it without a connection until their own
 * deadlines. One in each second is let through to try: the newest, which has the most time left for
 * an answer; the oldest would be about to give up. When the target answers, those that began before
 * the answered one no longer count, and the others follow in the order in which they came: {@value
 * #MOST} at a time at first and one more with each answer. Whoever is quick, or answers anybody, is
 * not held up. Thread-safe.
 */
final class HandshakeGate {

    /** Handshakes that may be unanswered before others wait. */
    static final int MOST = 64;

    /** A younger handshake is not taken for unanswered. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long UNANSWERED = PATIENCE.toNanos();
    private static final long BETWEEN_TRIES = Duration.ofSeconds(1).toNanos();
    private static final long UNTIL_WOKEN = Long.MAX_VALUE;

    private final Clock clock;
    private final ConcurrentHashMap<LinkKey, Target> targets = new ConcurrentHashMap<>();

    HandshakeGate(Clock clock) {
        this.clock = clock;
    }

    /**
     * Waits until the target may be connected to. The turn must be ended.
     *
     * @throws AbortedException when the exchange was given up meanwhile
     */
    Turn await(LinkKey key, Exchange exchange) throws AbortedException {
        Turn turn = null;
        while (turn == null) {
            Target target = targets.computeIfAbsent(key, Target::new);
            turn = target.enter(exchange);
        }
        return turn;
    }

    /** Targets that are connected to or waited for. */
    int size() {
        return targets.size();
    }

    /** One connection on its way from the first packet to the end of its last handshake. */
    final class Turn {
        private final Target target;
        private final long begun;
        private long shakingSince;
        private boolean shaking;

        private Turn(Target target, long begun) {
            this.target = target;
            this.begun = begun;
        }

        /** Connected: a hello is sent next. */
        void shakesHands() {
            synchronized (target) {
                if (!shaking) {
                    shaking = true;
                    shakingSince = clock.nanoTime();
                }
            }
        }

        /**
         * Over.
         *
         * @param answered false when the call was given up; whatever else ended it did not keep it
         *     waiting, and would not keep the others
         */
        void end(boolean answered) {
            target.leave(this, answered);
        }

        private boolean unanswered(long now) {
            return shaking && now - shakingSince >= UNANSWERED;
        }
    }

    /** Who is on the way to one target, and who waits. Guarded by itself. */
    private final class Target {
        private final LinkKey key;
        private final LinkedHashSet<Turn> underWay = new LinkedHashSet<>(); // the oldest first
        private final LinkedHashSet<Thread> waiting = new LinkedHashSet<>();
        private boolean stalled;
        private int most; // under way at a time while it is stalled, but for those who try
        private long nextTry;
        private boolean dropped;

        Target(LinkKey key) {
            this.key = key;
        }

        /** Null when this was dropped meanwhile. */
        @Nullable Turn enter(Exchange exchange) throws AbortedException {
            synchronized (this) {
                if (dropped) {
                    return null;
                }
                long now = clock.nanoTime();
                if (!stalled && !stalls(now)) {
                    return admit(now);
                }
                if (!stalled) {
                    stalled = true;
                    most = 0;
                    nextTry = now + BETWEEN_TRIES;
                }
                waiting.add(Thread.currentThread());
            }
            return waitForTurn(exchange);
        }

        private boolean stalls(long now) {
            int unanswered = 0;
            if (underWay.size() >= MOST) {
                for (Turn turn : underWay) {
                    if (now - turn.begun < UNANSWERED) {
                        return false;
                    }
                    if (turn.unanswered(now) && ++unanswered == MOST) {
                        return true;
                    }
                }
            }
            return false;
        }

        private Turn admit(long now) {
            Turn turn = new Turn(this, now);
            underWay.add(turn);
            return turn;
        }

        private Turn waitForTurn(Exchange exchange) throws AbortedException {
            Thread caller = Thread.currentThread();
            try {
                exchange.hold(() -> LockSupport.unpark(caller));
                while (true) {
                    exchange.check();
                    long wait;
                    synchronized (this) {
                        long now = clock.nanoTime();
                        if (mayGo(caller, now)) {
                            waiting.remove(caller);
                            return admit(now);
                        }
                        wait = waiting.getLast() == caller ? nextTry - now : UNTIL_WOKEN;
                    }
                    if (wait == UNTIL_WOKEN) {
                        LockSupport.park(this);
                    } else {
                        LockSupport.parkNanos(this, wait);
                    }
                    if (caller.isInterrupted()) {
                        exchange.abort(Exchange.Abort.CANCELLED);
                    }
                }
            } finally {
                exchange.letGo();
                goOn(caller);
            }
        }

        /** The first follows when there is room; the last tries when a try is due. */
        private boolean mayGo(Thread caller, long now) {
            if (underWay.size() < most && waiting.getFirst() == caller) {
                return true;
            }
            boolean tries = now - nextTry >= 0 && waiting.getLast() == caller;
            if (tries) {
                nextTry = now + BETWEEN_TRIES;
            }
            return tries;
        }

        private synchronized void goOn(Thread gone) {
            waiting.remove(gone);
            goOn();
        }

        synchronized void leave(Turn turn, boolean answered) {
            if (answered) {
                most = Math.max(most + 1, MOST);
                forgetUpTo(turn);
                stalled &= !waiting.isEmpty();
            } else if (underWay.remove(turn) && turn.unanswered(clock.nanoTime())) {
                most = 0;
            }
            goOn();
        }

        private void goOn() {
            if (!waiting.isEmpty()) {
                LockSupport.unpark(waiting.getFirst());
                LockSupport.unpark(waiting.getLast());
            } else if (underWay.isEmpty()) {
                dropped = true;
                targets.remove(key, this);
            }
        }

        /** What began before an answered one says nothing about the target any more. */
        private void forgetUpTo(Turn answered) {
            if (underWay.contains(answered)) {
                Iterator<Turn> oldest = underWay.iterator();
                while (oldest.next() != answered) {
                    oldest.remove();
                }
                oldest.remove();
            }
        }
    }
}
