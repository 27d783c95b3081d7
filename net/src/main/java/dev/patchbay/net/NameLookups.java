package dev.patchbay.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Name lookups on platform threads: the system's resolver is a native call, which would freeze a
 * carrier of virtual threads for as long as a dead name server is silent. At most {@value #THREADS}
 * at a time and one per name, so a name that never resolves holds one thread however many calls
 * wait for it. Thread-safe.
 */
final class NameLookups implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int WAITING = 4096;

    /** How long a waiting call goes without looking whether it was given up. */
    private static final long GLANCE_MILLIS = 50;

    private final NameResolver resolver;
    private final ConcurrentHashMap<String, Lookup> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    NameLookups(NameResolver resolver) {
        this.resolver = resolver;
        ThreadFactory factory = Thread.ofPlatform().name("net-dns-", 0).daemon().factory();
        threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The addresses of a name.
     *
     * @throws AbortedException when the exchange was given up meanwhile
     * @throws UnknownHostException when there are none, or nothing answered
     */
    List<InetAddress> lookUp(String name, Exchange exchange)
            throws UnknownHostException, AbortedException {
        Lookup mine = new Lookup();
        Lookup other = running.putIfAbsent(name, mine);
        if (other == null) {
            begin(name, mine);
        }
        Lookup lookup = other == null ? mine : other;
        try {
            while (!lookup.done.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                exchange.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.abort(Exchange.Abort.CANCELLED);
            exchange.check();
        }
        if (lookup.addresses.isEmpty()) {
            throw lookup.failure;
        }
        return lookup.addresses;
    }

    private void begin(String name, Lookup lookup) {
        try {
            threads.execute(() -> run(name, lookup));
        } catch (RejectedExecutionException e) {
            end(name, lookup, new UnknownHostException("Temporary failure in name resolution"));
        }
    }

    private void run(String name, Lookup lookup) {
        UnknownHostException failure = new UnknownHostException(name);
        try {
            lookup.addresses = List.copyOf(resolver.resolve(name));
        } catch (UnknownHostException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure.initCause(e);
        } finally {
            end(name, lookup, failure);
        }
    }

    private void end(String name, Lookup lookup, UnknownHostException failure) {
        lookup.failure = failure;
        running.remove(name, lookup);
        lookup.done.countDown();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class Lookup {
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile List<InetAddress> addresses = List.of();
        private volatile UnknownHostException failure = new UnknownHostException();
    }
}
