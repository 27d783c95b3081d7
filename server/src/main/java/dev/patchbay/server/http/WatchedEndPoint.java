package dev.patchbay.server.http;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.time.Clock;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection that notices, while its request is being worked on, that the client has gone. Jetty
 * itself reads nothing between the end of a request and the answer, so a closed connection would
 * stay unseen. When {@link #watch armed}, this end point asks the selector for readability and
 * reads ahead: the end of the stream or a reset cancels; bytes of a next request are kept and
 * handed out by the next {@link #fill}. After each answer it lets the threads that are ready to run
 * go first before it looks for a next request: on a busy server that request is often there by
 * then, and neither the selector nor another thread is woken for it. It also knows since when a
 * request's headers are coming in, so that who sends them byte by byte can be cut off.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {

    /**
     * Bytes kept for a next request; a client that sends more while it waits is not watched any
     * further.
     */
    private static final int LOOK_AHEAD = 4096;

    private final Object lock = new Object();
    private final Clock clock;
    private volatile boolean working;
    private volatile long unfinishedSince;

    /** Whether nothing was read since the last answer. */
    private volatile boolean answered;

    private final AtomicBoolean enlisted = new AtomicBoolean();
    private volatile DisconnectWatch.@Nullable Waiting waiting;
    private @Nullable CancellationSource watched;
    private @Nullable ByteBuffer ahead;

    WatchedEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            Clock clock) {
        super(channel, selector, key, scheduler);
        this.clock = clock;
    }

    /** A request's headers are complete, and it is worked on. */
    void began() {
        working = true;
        unfinishedSince = 0;
    }

    /** The request is answered. */
    void ended() {
        working = false;
        answered = true;
    }

    /**
     * Since when a request's headers (or a TLS handshake) are coming in, as nano time; 0 when none
     * are.
     */
    long unfinishedSince() {
        return unfinishedSince;
    }

    /** What the connection's client waits for now, or null. */
    void waits(DisconnectWatch.@Nullable Waiting one) {
        waiting = one;
    }

    DisconnectWatch.@Nullable Waiting waiting() {
        return waiting;
    }

    /** Notes that the watch has it; false when it had it before. */
    boolean enlist() {
        return !enlisted.get() && enlisted.compareAndSet(false, true);
    }

    void delist() {
        enlisted.set(false);
    }

    /** Begins to look for the end of the connection, once the request's body is read. */
    void watch(CancellationSource cancellation) {
        synchronized (lock) {
            watched = cancellation;
        }
        super.needsFillInterest();
    }

    /** Ends looking; to be called before the answer is written. */
    void unwatch() {
        synchronized (lock) {
            watched = null;
        }
    }

    @Override
    public Runnable onSelected() {
        Runnable task = super.onSelected();
        synchronized (lock) {
            if (watched == null) {
                return task;
            }
        }
        return () -> {
            lookAhead();
            if (task != null) {
                task.run();
            }
        };
    }

    private void lookAhead() {
        CancellationSource gone = null;
        boolean again = false;
        synchronized (lock) {
            if (watched == null) {
                return;
            }
            ByteBuffer buffer = ahead == null ? ByteBuffer.allocate(LOOK_AHEAD) : ahead;
            int read;
            try {
                read = getChannel().read(buffer);
            } catch (IOException e) {
                read = -1;
            }
            if (read < 0) {
                gone = watched;
                watched = null;
            }
            if (buffer.position() > 0) {
                ahead = buffer;
            }
            again = read >= 0 && buffer.hasRemaining();
        }
        if (gone != null) {
            gone.cancel();
        } else if (again) {
            super.needsFillInterest();
        }
    }

    /**
     * {@inheritDoc} Called in fill mode, as all of Jetty's reads: the buffer's content ends at its
     * limit.
     */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (answered) {
            answered = false;
            if (Thread.currentThread().isVirtual()) {
                Thread.yield();
            }
        }
        return read(buffer);
    }

    private int read(ByteBuffer buffer) throws IOException {
        synchronized (lock) {
            ByteBuffer kept = ahead;
            if (kept == null) {
                return filled(super.fill(buffer));
            }
            notIdle();
            kept.flip();
            int space = buffer.capacity() - buffer.limit();
            int count = Math.min(space, kept.remaining());
            int end = buffer.limit();
            buffer.limit(end + count);
            buffer.put(end, kept, kept.position(), count);
            kept.position(kept.position() + count);
            kept.compact();
            if (kept.position() == 0) {
                ahead = null;
            }
            return filled(count);
        }
    }

    private int filled(int count) {
        if (count > 0 && !working && unfinishedSince == 0) {
            long now = clock.nanoTime();
            unfinishedSince = now == 0 ? 1 : now;
        }
        return count;
    }

    @Override
    protected void needsFillInterest() {
        boolean kept;
        synchronized (lock) {
            kept = ahead != null;
        }
        if (kept) {
            Thread.ofVirtual().start(() -> getFillInterest().fillable());
        } else {
            super.needsFillInterest();
        }
    }
}
