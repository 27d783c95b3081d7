package dev.patchbay.store.connector;

import static dev.patchbay.store.connector.Connectors.connector;
import static dev.patchbay.store.connector.Connectors.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.connector.StoredConnector;
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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@link ConnectorStore} over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ConnectorStoreTest {

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private ConnectorStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.open(kind);
        store = database.get().connectors();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private boolean write(Function<Tx, Boolean> work) {
        return database.get().work().write(work);
    }

    private boolean insert(StoredConnector connector) {
        return write(tx -> store.insert(tx, connector));
    }

    @Test
    void manyAreFoundInWhicheverSpaceTheyAre() {
        List<String> ids = IntStream.range(0, 1_100).mapToObj(i -> "c-" + i).toList();
        write(tx -> {
            ids.forEach(id -> store.insert(tx, connector(id.endsWith("7") ? "a" : "b", id)));
            return true;
        });
        assertThat(store.findAll(ids))
                .extracting(StoredConnector::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(store.findAll(List.of("c-1", "none"))).hasSize(1);
        assertThat(store.findAll(List.of())).isEmpty();
    }

    @Test
    void anOriginGoesWithItsConnector() {
        insert(connector("a", "one"));
        insert(connector("a", "two"));
        write(tx -> {
            store.setOrigin(tx, "one", "from-afar");
            return true;
        });
        assertThat(store.origins("a")).isEqualTo(Map.of("one", "from-afar"));
        assertThat(store.origins("b")).isEmpty();
        write(tx -> store.delete(tx, "a", "one"));
        insert(connector("a", "one"));
        assertThat(store.origins("a")).isEmpty();
    }

    @Test
    void everyFieldComesBackAlsoAfterARestart() {
        StoredConnector written = connector("ops", "a", "N\u00e4me \ud83d\udd0c", 2);
        insert(written);
        assertThat(store.find("ops", "a").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(written);
        assertThat(database.reopen().connectors().find("ops", "a").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(written);
    }

    @Test
    void connectorIsFoundInItsSpaceOnly() {
        insert(connector("ops", "a"));
        assertThat(store.find("ops", "a")).isPresent();
        assertThat(store.find("default", "a")).isEmpty();
        assertThat(store.find("ops", "b")).isEmpty();
    }

    @Test
    void idIsTakenInEverySpace() {
        assertThat(insert(connector("ops", "a", "first", 1))).isTrue();
        assertThat(insert(connector("ops", "a", "second", 1))).isFalse();
        assertThat(insert(connector("default", "a", "third", 1))).isFalse();
        assertThat(store.find("ops", "a").orElseThrow().name()).isEqualTo("first");
    }

    @Test
    void listIsInOrderOfCreationAlsoWithinOneInstant() {
        for (String id : List.of("m", "a", "z", "b")) {
            insert(connector("ops", id));
        }
        insert(connector("default", "other"));
        write(tx -> store.update(tx, connector("ops", "m", "changed", 2)));
        assertThat(store.list("ops"))
                .extracting(StoredConnector::id)
                .containsExactly("m", "a", "z", "b");
        assertThat(store.list("nowhere")).isEmpty();
    }

    @Test
    void scanGoesThroughAllSpacesById() {
        for (String id : List.of("b", "A", "a-1", "a", "0")) {
            insert(connector("space-" + id, id));
        }
        assertThat(store.scan("", 3))
                .extracting(StoredConnector::id)
                .containsExactly("0", "A", "a");
        assertThat(store.scan("a", 10)).extracting(StoredConnector::id).containsExactly("a-1", "b");
    }

    @Test
    void updateNeedsTheVersionBefore() {
        insert(connector("ops", "a", "one", 1));
        assertThat(write(tx -> store.update(tx, connector("ops", "a", "two", 2)))).isTrue();
        assertThat(write(tx -> store.update(tx, connector("ops", "a", "lost", 2)))).isFalse();
        assertThat(write(tx -> store.update(tx, connector("ops", "a", "lost", 4)))).isFalse();
        assertThat(write(tx -> store.update(tx, connector("default", "a", "lost", 3)))).isFalse();
        assertThat(store.find("ops", "a").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(connector("ops", "a", "two", 2));
    }

    @Test
    void deleteTakesTheTokenAlong() {
        TokenRowStore tokens = database.get().tokens();
        insert(connector("ops", "a"));
        write(tx -> put(tokens, tx, "a"));
        assertThat(write(tx -> store.delete(tx, "default", "a"))).isFalse();
        assertThat(tokens.findToken("a")).isPresent();
        assertThat(write(tx -> store.delete(tx, "ops", "a"))).isTrue();
        assertThat(tokens.findToken("a")).isEmpty();
        assertThat(store.find("ops", "a")).isEmpty();
        assertThat(write(tx -> store.delete(tx, "ops", "a"))).isFalse();
    }

    @Test
    void deletedSpaceTakesItsConnectorsAndTokensAlong() {
        TokenRowStore tokens = database.get().tokens();
        insert(connector("ops", "a"));
        insert(connector("ops", "b"));
        insert(connector("default", "c"));
        write(tx -> put(tokens, tx, "a"));
        write(tx -> put(tokens, tx, "c"));
        assertThat(store.find("ops", "b")).isPresent();
        write(tx -> {
            store.deleteSpace(tx, "ops");
            return true;
        });
        assertThat(store.list("ops")).isEmpty();
        assertThat(store.find("ops", "b")).isEmpty();
        assertThat(store.find("default", "c")).isPresent();
        assertThat(tokens.findToken("a")).isEmpty();
        assertThat(tokens.findToken("c")).isPresent();
    }

    @Test
    void newConnectorNeverInheritsAToken() {
        TokenRowStore tokens = database.get().tokens();
        write(tx -> put(tokens, tx, "a"));
        insert(connector("ops", "a"));
        assertThat(tokens.findToken("a")).isEmpty();
    }

    @Test
    void whatIsRolledBackIsNeverSeen() {
        insert(connector("ops", "a", "one", 1));
        assertThat(store.find("ops", "a")).isPresent();
        assertThatThrownBy(() ->
                        write(tx -> {
                            store.update(tx, connector("ops", "a", "two", 2));
                            store.insert(tx, connector("ops", "b"));
                            throw new IllegalArgumentException("no");
                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(store.find("ops", "a").orElseThrow().name()).isEqualTo("one");
        assertThat(store.list("ops")).hasSize(1);
    }

    private static boolean put(TokenRowStore tokens, Tx tx, String id) {
        tokens.putToken(tx, token(id, "sealed"));
        return true;
    }
}
