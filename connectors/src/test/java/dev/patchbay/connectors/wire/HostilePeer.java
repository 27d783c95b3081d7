package dev.patchbay.connectors.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vendor that answers as it should for a while and then goes wrong. It waits for the client to
 * close each connection, so that one which the client forgot is seen from outside.
 */
final class HostilePeer implements AutoCloseable {

    private final ServerSocket listener;
    private final Queue<Target.Answer> good;
    private final HostileAnswer bad;
    private final AtomicInteger open;
    private final AtomicInteger forgotten;
    private final AtomicInteger served = new AtomicInteger();

    private HostilePeer(
            ServerSocket listener,
            List<Target.Answer> good,
            HostileAnswer bad,
            AtomicInteger open,
            AtomicInteger forgotten) {
        this.listener = listener;
        this.good = new ArrayDeque<>(good);
        this.bad = bad;
        this.open = open;
        this.forgotten = forgotten;
    }

    /**
     * Starts one.
     *
     * @param open counts connections that the client has not closed yet
     * @param forgotten counts those that it did not close in 30 seconds
     */
    static HostilePeer start(
            List<Target.Answer> good,
            HostileAnswer bad,
            AtomicInteger open,
            AtomicInteger forgotten)
            throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HostilePeer peer = new HostilePeer(listener, good, bad, open, forgotten);
        Thread.ofVirtual().name("peer-accept").start(peer::accept);
        return peer;
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** How many requests were answered badly. */
    int bad() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.incrementAndGet();
                Thread.ofVirtual().name("peer").start(() -> serve(socket));
            } catch (IOException e) {
                // The end of the call.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(30_000);
            if (Target.read(new BufferedInputStream(socket.getInputStream())).isPresent()) {
                answer(socket);
            }
            HostileAnswer.awaitEnd(socket);
        } catch (SocketTimeoutException e) {
            forgotten.incrementAndGet();
        } catch (IOException e) {
            // The client had enough, which is what is asked of it.
        } finally {
            open.decrementAndGet();
        }
    }

    private void answer(Socket socket) throws IOException {
        Target.Answer next;
        synchronized (good) {
            next = good.poll();
        }
        if (next == null) {
            served.incrementAndGet();
            bad.serve(socket);
        } else {
            Target.write(socket.getOutputStream(), next);
            socket.shutdownOutput();
        }
    }
}
