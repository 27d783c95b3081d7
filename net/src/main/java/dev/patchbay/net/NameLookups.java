package dev.patchbay.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Name lookups on platform threads: the system's resolver is a native call, which would freeze a
 * carrier of virtual threads for as long as a dead name server is silent. One per name at a time,
 * so a name that never resolves holds one thread however many calls wait for it. Names that were
 * found within the last hour have {@value #THREADS} threads and all others as many, so that any
 * number of names that never resolve holds up only names that nobody knows yet. Thread-safe.
 */
final class NameLookups implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int WAITING = 4096;

    private final NameResolver resolver;
    private final ConcurrentHashMap<String, Lookup> running = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> found =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();
    private final ThreadPoolExecutor forFound;
    private final ThreadPoolExecutor forOthers;

    NameLookups(NameResolver resolver) {
        this.resolver = resolver;
        forFound = threads("net-dns-");
        forOthers = threads("net-dns-new-");
    }

    private static ThreadPoolExecutor threads(String name) {
        ThreadFactory factory = Thread.ofPlatform().name(name, 0).daemon().factory();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
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
        lookup.await(exchange);
        if (lookup.addresses.isEmpty()) {
            throw lookup.failure;
        }
        return lookup.addresses;
    }

    private void begin(String name, Lookup lookup) {
        ThreadPoolExecutor threads = found.getIfPresent(name) == null ? forOthers : forFound;
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
            found.put(name, true);
        } catch (UnknownHostException e) {
            found.invalidate(name);
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
        lookup.end();
    }

    @Override
    public void close() {
        forFound.shutdownNow();
        forOthers.shutdownNow();
    }

    /**
     * One lookup and the calls that wait for it, which sleep until it ends or they are given up.
     */
    private static final class Lookup {
        private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
        private volatile boolean ended;
        private volatile List<InetAddress> addresses = List.of();
        private volatile UnknownHostException failure = new UnknownHostException();

        void await(Exchange exchange) throws AbortedException {
            Thread caller = Thread.currentThread();
            waiting.add(caller);
            try {
                exchange.hold(() -> LockSupport.unpark(caller));
                while (!ended) {
                    exchange.check();
                    LockSupport.park(this);
                    if (caller.isInterrupted()) {
                        exchange.abort(Exchange.Abort.CANCELLED);
                    }
                }
            } finally {
                exchange.letGo();
                waiting.remove(caller);
            }
            exchange.check();
        }

        void end() {
            ended = true;
            waiting.forEach(LockSupport::unpark);
        }
    }
}
