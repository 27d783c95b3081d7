package dev.patchbay.store.connector;

import static dev.patchbay.store.connector.Connectors.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.TokenRow;
import dev.patchbay.engine.connector.TokenRowStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@link TokenRowStore} over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class TokenRowStoreTest {

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private TokenRowStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.open(kind);
        store = database.get().tokens();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private boolean write(Function<Tx, Boolean> work) {
        return database.get().work().write(work);
    }

    private void put(TokenRow row) {
        write(tx -> {
            store.putToken(tx, row);
            return true;
        });
    }

    @Test
    void tokenComesBack() {
        TokenRow ends = token("a", "one");
        TokenRow endless =
                new TokenRow("b", new byte[] {0, -1}, Connectors.CREATED, Optional.empty());
        put(ends);
        put(endless);
        assertThat(store.findToken("a").orElseThrow()).usingRecursiveComparison().isEqualTo(ends);
        assertThat(store.findToken("b").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(endless);
        assertThat(store.findToken("c")).isEmpty();
    }

    @Test
    void secondTokenReplacesTheFirst() {
        put(token("a", "one"));
        put(token("a", "two"));
        assertThat(store.findToken("a").orElseThrow().sealedToken()).asString().isEqualTo("two");
    }

    @Test
    void onlyTheTokenThatWasReadIsReplaced() {
        put(token("a", "one"));
        TokenRow read = store.findToken("a").orElseThrow();
        assertThat(write(tx -> store.replaceToken(tx, read, token("a", "two")))).isTrue();
        assertThat(write(tx -> store.replaceToken(tx, read, token("a", "three")))).isFalse();
        assertThat(store.findToken("a").orElseThrow().sealedToken()).asString().isEqualTo("two");
        assertThat(write(tx -> store.replaceToken(tx, token("b", "x"), token("b", "y")))).isFalse();
    }

    @Test
    void deletedTokenIsGone() {
        put(token("a", "one"));
        write(tx -> {
            store.deleteToken(tx, "a");
            return true;
        });
        assertThat(store.findToken("a")).isEmpty();
    }

    @Test
    void scanGoesById() {
        for (String id : List.of("b", "A", "a-1", "a")) {
            put(token(id, "sealed"));
        }
        assertThat(store.scanTokens("", 2))
                .extracting(TokenRow::connectorId)
                .containsExactly("A", "a");
        assertThat(store.scanTokens("a", 10))
                .extracting(TokenRow::connectorId)
                .containsExactly("a-1", "b");
    }
}
