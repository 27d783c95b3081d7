package dev.patchbay.benchmarks;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target inside the benchmark that knows when each number was handed over and sees the first byte
 * of its attempt. Well, slow, or not well at all. Thread-safe.
 */
final class DeliveryTarget implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\"n\":\"?(\\d+)");
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.ISO_8859_1);

    /** What it does with a request. */
    enum Manner {
        /** Answers at once. */
        ANSWERS,
        /** Answers after a while. */
        HOLDS,
        /** Never answers. */
        HANGS,
        /**
         * Answers a byte a second, from a random moment of the first on: no two targets keep step.
         */
        DRIPS,
        /** Accepts the connection and says nothing, not even in the TLS handshake. */
        STALLS
    }

    private final ServerSocket socket;
    private final Manner manner;
    private final int holdMillis;
    private final Map<Long, Long> handedOver = new ConcurrentHashMap<>();
    private final ConcurrentHistogram firstBytes = new ConcurrentHistogram(600_000_000L, 3);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    DeliveryTarget(ServerSocket socket, Manner manner, int holdSeconds) {
        this.socket = socket;
        this.manner = manner;
        holdMillis = holdSeconds * 1_000;
        Thread.ofPlatform().daemon().name("target").start(this::accept);
    }

    static DeliveryTarget plain(Manner manner, int holdSeconds) throws IOException {
        return new DeliveryTarget(
                new ServerSocket(0, 4_096, InetAddress.getByName(Ports.LOOPBACK)),
                manner,
                holdSeconds);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** It is about to be handed over. */
    void expect(long number) {
        handedOver.put(number, System.nanoTime());
    }

    /** From being handed over to the first byte here, microseconds; then begins anew. */
    Histogram firstBytes() {
        Histogram copy = firstBytes.copy();
        firstBytes.reset();
        return copy;
    }

    long answered() {
        return answered.get();
    }

    /** Requests that were here at once. */
    int most() {
        return most.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            if (manner == Manner.STALLS) {
                closed.await();
                return;
            }
            InputStream in = new BufferedInputStream(connection.getInputStream(), 8_192);
            for (int first = in.read(); first >= 0; first = in.read()) {
                long arrived = System.nanoTime();
                request(in, arrived);
                int now = underWay.incrementAndGet();
                most.accumulateAndGet(now, Math::max);
                try {
                    answer(connection);
                } finally {
                    underWay.decrementAndGet();
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(InputStream in, long arrived) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended inside a head");
            }
            head.append((char) next);
        }
        Matcher length =
                Pattern.compile("content-length: *(\\d+)")
                        .matcher(head.toString().toLowerCase(Locale.ROOT));
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        Matcher number = NUMBER.matcher(new String(body, StandardCharsets.UTF_8));
        if (number.find()) {
            Long since = handedOver.remove(Long.valueOf(number.group(1)));
            if (since != null) {
                firstBytes.recordValue(Math.max(0, (arrived - since) / 1_000));
            }
        }
    }

    private void answer(Socket connection) throws IOException, InterruptedException {
        switch (manner) {
            case ANSWERS -> {}
            case HOLDS -> closed.await(holdMillis, TimeUnit.MILLISECONDS);
            case HANGS, STALLS -> closed.await();
            case DRIPS -> {
                // Not the latch: two thousand a second that give up waiting for one latch would
                // each look through all who wait for it.
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1_000));
                for (int i = 0; i < OK.length && closed.getCount() > 0; i++) {
                    connection.getOutputStream().write(OK[i]);
                    TimeUnit.SECONDS.sleep(1);
                }
                return;
            }
        }
        connection.getOutputStream().write(OK);
        answered.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
