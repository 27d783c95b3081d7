package dev.patchbay.store.connector;

import static dev.patchbay.store.connector.Connectors.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** No reader ever sees less than what a write has already reported, with the cache in between. */
class ConnectorCoherenceTest {

    private static final int CONNECTORS = 4;
    private static final int VERSIONS = Boolean.getBoolean("patchbay.campaign") ? 20_000 : 300;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsSeeEveryWriteThatHasReturned(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = TestDatabase.open(kind);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            ConnectorStore store = database.get().connectors();
            UnitOfWork work = database.get().work();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTORS; i++) {
                String id = "connector-" + i;
                AtomicLong returned = new AtomicLong(1);
                work.write(tx -> store.insert(tx, connector("ops", id)));
                running.add(
                        threads.submit(() -> {
                            for (long version = 2; version <= VERSIONS; version++) {
                                if (version % 7 == 0) {
                                    write(work, store, id, version, true);
                                }
                                write(work, store, id, version, false);
                                returned.set(version);
                            }
                            return true;
                        }));
                for (int reader = 0; reader < 2; reader++) {
                    running.add(threads.submit(() -> readUntilLast(store, id, returned)));
                }
            }
            for (Future<?> one : running) {
                one.get(10, TimeUnit.MINUTES);
            }
        }
    }

    private static void write(
            UnitOfWork work, ConnectorStore store, String id, long version, boolean rolledBack) {
        try {
            work.write(tx -> {
                store.update(tx, connector("ops", id, "n", version));
                if (rolledBack) {
                    throw new IllegalArgumentException("rolled back");
                }
                return true;
            });
        } catch (IllegalArgumentException e) {
            assertThat(rolledBack).isTrue();
        }
    }

    private static long readUntilLast(ConnectorStore store, String id, AtomicLong returned) {
        long seen = 0;
        while (seen < VERSIONS) {
            long atLeast = returned.get();
            seen = store.find("ops", id).orElseThrow().version();
            assertThat(seen).isGreaterThanOrEqualTo(atLeast);
        }
        return seen;
    }
}
