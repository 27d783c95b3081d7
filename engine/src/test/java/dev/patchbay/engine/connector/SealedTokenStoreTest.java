package dev.patchbay.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SealedTokenStoreTest {

    private static final Secret A = new Secret("a".repeat(32));
    private static final Secret B = new Secret("b".repeat(32));
    private static final Instant CREATED = Instant.parse("2026-11-26T10:00:00.123456789Z");
    private static final StoredToken TOKEN =
            new StoredToken(
                    new Secret("Bearer canary-4711"),
                    CREATED,
                    Optional.of(CREATED.plusSeconds(3600)));

    private final MemoryStores rows = new MemoryStores();
    private final TokenStore store = store(A);

    @Test
    void aTokenComesBackWithItsTimesInMilliseconds() {
        store.put("1", TOKEN);

        assertThat(store.find("1"))
                .contains(
                        new StoredToken(
                                new Secret("Bearer canary-4711"),
                                Instant.parse("2026-11-26T10:00:00.123Z"),
                                Optional.of(Instant.parse("2026-11-26T11:00:00.123Z"))));
        assertThat(store.find("2")).isEmpty();
    }

    @Test
    void aTokenWithoutEndComesBackWithoutEnd() {
        store.put("1", new StoredToken(TOKEN.authorization(), CREATED, Optional.empty()));

        assertThat(store.find("1").orElseThrow().expiresAt()).isEmpty();
    }

    @Test
    void theStoredRowHoldsNoClearText() {
        store.put("1", TOKEN);

        assertThat(new String(rows.tokens.get("1").sealedToken(), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
    }

    @Test
    void theLastTokenCounts() {
        store.put("1", TOKEN);
        store.put("1", new StoredToken(new Secret("Bearer second"), CREATED, Optional.empty()));

        assertThat(store.find("1").orElseThrow().authorization().reveal())
                .isEqualTo("Bearer second");
        store.remove("1");
        assertThat(store.find("1")).isEmpty();
    }

    @Test
    void connectorAndTimesAreBound() {
        store.put("1", TOKEN);
        TokenRow row = rows.tokens.get("1");
        Optional<Instant> later = row.expiresAt().map(at -> at.plusMillis(1));

        for (TokenRow changed :
                List.of(
                        new TokenRow("2", row.sealedToken(), row.createdAt(), row.expiresAt()),
                        new TokenRow(
                                "1",
                                row.sealedToken(),
                                row.createdAt().plusMillis(1),
                                row.expiresAt()),
                        new TokenRow("1", row.sealedToken(), row.createdAt(), later),
                        new TokenRow("1", row.sealedToken(), row.createdAt(), Optional.empty()))) {
            rows.tokens.put(changed.connectorId(), changed);

            assertThat(store.find(changed.connectorId())).isEmpty();
        }
    }

    @Test
    void anUnreadableTokenIsRemovedAndTheLogSaysWhy() {
        store.put("1", TOKEN);

        try (Trace trace = Trace.start()) {
            assertThat(store(B).find("1")).isEmpty();

            assertThat(trace.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARN the token of connector 1 cannot be read and is removed: it was")
                    .endsWith("which is not configured");
        }
        assertThat(rows.tokens).isEmpty();
    }

    @Test
    void aTokenThatCannotBeRemovedIsStillNone() {
        store.put("1", TOKEN);
        rows.meanwhile =
                () -> {
                    throw new StoreUnavailableException("full", new IOException("disk"));
                };

        assertThat(store(B).find("1")).isEmpty();
        assertThat(rows.tokens).hasSize(1);
    }

    @Test
    void anOldKeyOpensTokensToo() {
        store.put("1", TOKEN);

        assertThat(store(B, A).find("1").orElseThrow().authorization())
                .isEqualTo(TOKEN.authorization());
    }

    @Test
    void nothingOfATokenIsLoggedOrPrinted() {
        try (Trace trace = Trace.start()) {
            store.put("1", TOKEN);
            store.find("1");
            store(B).find("1");
            store.remove("1");

            assertThat(String.join("\n", trace.lines()) + store.find("1") + TOKEN)
                    .doesNotContain("canary", "aaaa", "bbbb");
            assertThat(trace.lines()).isNotEmpty();
        }
    }

    private TokenStore store(Secret primary, Secret... others) {
        return new SealedTokenStore(
                rows, rows, KeyRing.of(primary, List.of(others), IdSource.random()));
    }
}
