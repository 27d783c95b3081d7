package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs slow hashes one at a time, on a thread of its own so that no virtual thread waits for the
 * processor behind them, with a queue of {@link #LONGEST_QUEUE}. Thread-safe; blocking.
 */
final class Hasher implements AutoCloseable {

    /** What waits beside the one that runs: at 40 ms each, about a second. */
    static final int LONGEST_QUEUE = 32;

    private final PasswordCost cost;
    private final IdSource ids;
    private final String dummy;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    30,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(LONGEST_QUEUE),
                    Thread.ofPlatform().daemon().name("password-hash").factory());

    Hasher(PasswordCost cost, IdSource ids) {
        this.cost = cost;
        this.ids = ids;
        thread.allowCoreThreadTimeOut(true);
        // Never the hash of anything: only its cost matters.
        dummy = PasswordHashes.dummy(cost);
    }

    /** Our hash of a password; empty when too much is waiting. */
    Optional<Credential> hash(Secret password) {
        return run(() ->
                new Credential.Hash(
                        new Secret(
                                PasswordHashes.create(
                                        password.reveal(),
                                        ids.bytes(PasswordHashes.saltBytes()),
                                        cost))));
    }

    /** Whether a hash is what {@link #hash} would make now. */
    boolean isCurrent(Secret hash) {
        return PasswordHashes.isOurs(hash.reveal(), cost);
    }

    /** Whether the password fits; empty when too much is waiting. */
    Optional<Boolean> verify(String password, Credential credential) {
        return run(() ->
                switch (credential) {
                    case Credential.Hash(Secret hash) ->
                            PasswordHashes.verify(password, hash.reveal());
                    case Credential.Plain(Secret plain) -> {
                        boolean right = MessageDigest.isEqual(utf8(password), utf8(plain.reveal()));
                        PasswordHashes.verify(password, dummy);
                        yield right;
                    }
                });
    }

    /** Takes as long as a wrong password; false when too much is waiting. */
    boolean pretend(String password) {
        return run(() -> PasswordHashes.verify(password, dummy)).isPresent();
    }

    private <T> Optional<T> run(Callable<T> work) {
        Future<T> future;
        try {
            future = thread.submit(work);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
