package dev.patchbay.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * When this machine ran nothing, and when its disk synced nothing. One thread wants to run every
 * millisecond and looks how long it did not; another writes a few bytes beside the data of the
 * server and looks how long their sync took. What a call took beyond that is its server's.
 * Thread-safe.
 */
final class Standstills implements AutoCloseable {

    private static final long RUN_EVERY = 1_000_000;
    private static final long SYNC_EVERY = 20_000_000;

    /** A shorter pause is no standstill, nanoseconds. */
    private static final long SHORTEST = 20_000_000;

    /** Nanoseconds of the monotonic clock. */
    private record Standstill(long begun, long ended) {

        long within(long from, long to) {
            return Math.max(0, Math.min(to, ended) - Math.max(from, begun));
        }
    }

    private final Queue<Standstill> machine = new ConcurrentLinkedQueue<>();
    private final Queue<Standstill> disk = new ConcurrentLinkedQueue<>();
    private final FileChannel file;
    private final List<Thread> threads;
    private volatile boolean closed;

    /** Looks at the disk of this folder. */
    Standstills(Path folder) throws IOException {
        file =
                FileChannel.open(
                        folder.resolve("standstills"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        threads =
                List.of(
                        Thread.ofPlatform()
                                .name("machine")
                                .priority(Thread.MAX_PRIORITY)
                                .start(this::run),
                        Thread.ofPlatform().name("disk").start(this::sync));
    }

    private void run() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(RUN_EVERY);
            last = look(last, machine);
        }
    }

    private void sync() {
        try (file) {
            while (!closed) {
                LockSupport.parkNanos(SYNC_EVERY);
                long begun = System.nanoTime();
                file.write(ByteBuffer.allocate(512), 0);
                file.force(true);
                look(begun, disk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long look(long begun, Queue<Standstill> seen) {
        long now = System.nanoTime();
        if (now - begun > SHORTEST) {
            seen.add(new Standstill(begun, now));
        }
        return now;
    }

    /** How much of a time nothing ran, or nothing was synced if that was longer, nanoseconds. */
    long within(long begun, long ended) {
        return Math.max(sum(machine, begun, ended), sum(disk, begun, ended));
    }

    private static long sum(Queue<Standstill> seen, long begun, long ended) {
        return seen.stream().mapToLong(one -> one.within(begun, ended)).sum();
    }

    @Override
    public String toString() {
        return "the machine stood still %d times, its disk %d"
                .formatted(machine.size(), disk.size());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
