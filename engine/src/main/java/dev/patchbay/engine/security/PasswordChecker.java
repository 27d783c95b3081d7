package dev.patchbay.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.security.Fingerprints.Fingerprint;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a password is a user's (contract/security-and-spaces.md, D6 and D9): a cache of
 * right ones keyed by user, password and stored hash, one computation for equal questions, delays
 * for guessers, and the same work for users that do not exist. Thread-safe; blocking.
 */
final class PasswordChecker {

    /** Longer ones are never right (section 3.2). */
    static final int LONGEST_PASSWORD = 1024;

    /** How long a right password is remembered. */
    static final Duration REMEMBERED = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(PasswordChecker.class);
    private static final int MOST_REMEMBERED = 10_000;

    /** What came of a check. */
    enum Verdict {
        /** The user exists, is enabled, and this is the password. */
        RIGHT,
        /** Anything else. */
        WRONG,
        /** Too many others wait: nothing is known. */
        BUSY
    }

    private final SecurityStores stores;
    private final Hasher hasher;
    private final LoginThrottle throttle;
    private final Fingerprints fingerprints;
    private final Cache<Fingerprint, Boolean> right;
    private final Map<Fingerprint, FutureTask<Verdict>> running = new ConcurrentHashMap<>();

    PasswordChecker(SecurityStores stores, Hasher hasher, Fingerprints fingerprints, Clock clock) {
        this.stores = stores;
        this.hasher = hasher;
        this.fingerprints = fingerprints;
        throttle = new LoginThrottle(clock);
        right =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(REMEMBERED.toNanos(), TimeUnit.NANOSECONDS)
                        .ticker(clock::nanoTime)
                        .executor(Runnable::run)
                        .build();
    }

    /** Checks a password of a user as it is stored now; no user = the same work for nothing. */
    Verdict check(String name, String password, String address, Optional<User> user) {
        Fingerprint fingerprint =
                fingerprints.of(name, password, user.map(PasswordChecker::state).orElse(""));
        if (user.isPresent() && user.get().enabled() && right.getIfPresent(fingerprint) != null) {
            return Verdict.RIGHT;
        }
        FutureTask<Verdict> mine =
                new FutureTask<>(() -> compute(name, password, address, user, fingerprint));
        FutureTask<Verdict> first = running.putIfAbsent(fingerprint, mine);
        try {
            if (first != null) {
                return first.get();
            }
            mine.run();
            return mine.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.BUSY;
        } catch (ExecutionException e) {
            throw new IllegalStateException("checking a password failed", e.getCause());
        } finally {
            running.remove(fingerprint, mine);
        }
    }

    private Verdict compute(
            String name,
            String password,
            String address,
            Optional<User> user,
            Fingerprint fingerprint)
            throws InterruptedException {
        LoginThrottle.Attempt attempt = throttle.begin(name, address);
        if (!attempt.await()) {
            return Verdict.BUSY;
        }
        if (user.isEmpty() || password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return hasher.pretend(password.length() > LONGEST_PASSWORD ? "" : password)
                    ? Verdict.WRONG
                    : Verdict.BUSY;
        }
        Optional<Boolean> fits = hasher.verify(password, user.get().credential());
        if (fits.isEmpty()) {
            return Verdict.BUSY;
        }
        if (!fits.get() || !user.get().enabled()) {
            return Verdict.WRONG;
        }
        attempt.succeeded();
        right.put(fingerprint, Boolean.TRUE);
        rehash(user.get(), password);
        return Verdict.RIGHT;
    }

    /** Replaces an imported hash, or one of another cost, by one of ours. */
    private void rehash(User user, String password) {
        if (!(user.credential() instanceof Credential.Hash(Secret hash))
                || hasher.isCurrent(hash)
                || user.origin() == User.Origin.CONFIGURED) {
            return;
        }
        Optional<Credential> ours = hasher.hash(new Secret(password));
        if (ours.isEmpty()) {
            return;
        }
        try {
            UserStore users = stores.users();
            stores.work()
                    .write(tx -> {
                        stores.version().raise(tx);
                        users.findUser(tx, user.name())
                                .filter(now -> now.credential().equals(user.credential()))
                                .map(now -> now.withCredential(ours.get()))
                                .ifPresent(now -> users.putUser(tx, now));
                        return true;
                    });
        } catch (StoreUnavailableException e) {
            LOG.warn("the imported password hash of a user stays: {}", e.getMessage());
        }
    }

    /** All that a verdict depends on: a question after a change is another question. */
    private static String state(User user) {
        String credential =
                switch (user.credential()) {
                    case Credential.Hash(Secret value) -> "hash " + value.reveal();
                    case Credential.Plain(Secret value) -> "plain " + value.reveal();
                };
        return user.id() + " " + user.enabled() + " " + credential;
    }
}
