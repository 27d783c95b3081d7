package dev.patchbay.net;

import dev.patchbay.sdk.oauth.AccessTokens.Result;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tokens of all connectors: kept in the store, fetched once however many ask at the same time. Who
 * came while a fetch was under way gets what it brought, also a refusal, so a token endpoint in
 * trouble is not asked once for each of them. A store that fails costs a fetch, nothing more.
 * Thread-safe.
 */
final class TokenFlights {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);
    private static final int GLANCE_MILLIS = 50;

    private final TokenStore store;
    private final Clock clock;
    private final ConcurrentHashMap<String, Flight> flights = new ConcurrentHashMap<>();

    TokenFlights(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Instant now() {
        return clock.now();
    }

    /**
     * What {@code fetch} brings, or brought for somebody else.
     *
     * @param grant tells grants of one connector apart
     * @param givenUp whether the caller does not wait any more
     * @return empty when the caller gave up, or the one who fetched for it did
     */
    Optional<Result> single(
            String connectorId,
            String grant,
            BooleanSupplier givenUp,
            Supplier<Optional<Result>> fetch) {
        String key = connectorId + '\n' + grant;
        Flight mine = new Flight();
        Flight other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other.await(givenUp);
        }
        try {
            mine.result = fetch.get();
            return mine.result;
        } finally {
            flights.remove(key, mine);
            mine.landed.countDown();
        }
    }

    /** A stored token that may still be used: not within min(30 s, 10 % of its life) of its end. */
    Optional<StoredToken> valid(String connectorId) {
        Optional<StoredToken> stored = find(connectorId);
        return stored.filter(token -> token.expiresAt().isEmpty() || fresh(token));
    }

    private boolean fresh(StoredToken token) {
        Instant end = token.expiresAt().orElseThrow();
        Duration tenth = Duration.between(token.createdAt(), end).dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return clock.now().isBefore(end.minus(margin));
    }

    private Optional<StoredToken> find(String connectorId) {
        try {
            return store.find(connectorId);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Not able to read the access token of connector {}: {}",
                    connectorId,
                    e.toString());
            return Optional.empty();
        }
    }

    void put(String connectorId, StoredToken token) {
        try {
            store.put(connectorId, token);
        } catch (RuntimeException e) {
            LOG.error(
                    "Not able to store the access token of connector {}: {}",
                    connectorId,
                    e.toString());
        }
    }

    void remove(String connectorId) {
        try {
            store.remove(connectorId);
        } catch (RuntimeException e) {
            LOG.error(
                    "Not able to remove the access tokens of connector {}: {}",
                    connectorId,
                    e.toString());
        }
    }

    static final class Flight {
        private final CountDownLatch landed = new CountDownLatch(1);
        private volatile Optional<Result> result = Optional.empty();

        Optional<Result> await(BooleanSupplier givenUp) {
            try {
                while (!landed.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (givenUp.getAsBoolean()) {
                        return Optional.empty();
                    }
                }
                return result;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
