package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.security.SecurityVersion;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.store.TestDatabase.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link UnitOfWork} over both databases; the work is to raise a counter. */
@ParameterizedClass
@EnumSource(Kind.class)
class UnitOfWorkIT {

    private static final int WRITES = 20;

    @Parameter Kind kind;

    private TestDatabase database;
    private UnitOfWork work;
    private SecurityVersion counter;

    @BeforeEach
    void open() {
        database = TestDatabase.open(kind);
        work = database.get().work();
        counter = database.get().security().version();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void resultComesBackAfterItIsStored() {
        long before = counter.current();
        String result =
                work.write(tx -> {
                    counter.raise(tx);
                    return "done";
                });
        assertThat(result).isEqualTo("done");
        assertThat(counter.current()).isEqualTo(before + 1);
    }

    @Test
    void exceptionRollsBackAndReachesTheCallerAsItWas() {
        long before = counter.current();
        IllegalArgumentException thrown = new IllegalArgumentException("mine");
        assertThatThrownBy(() ->
                        work.write(tx -> {
                            counter.raise(tx);
                            throw thrown;
                        }))
                .isSameAs(thrown);
        assertThat(counter.current()).isEqualTo(before);
    }

    @Test
    void errorReachesTheCallerAndTheNextWorkRuns() {
        assertThatThrownBy(() ->
                        work.write(tx -> {
                            throw new StackOverflowError("mine");
                        }))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("mine");
        long before = counter.current();
        work.write(tx -> {
            counter.raise(tx);
            return true;
        });
        assertThat(counter.current()).isEqualTo(before + 1);
    }

    @Test
    void transactionIsOverWhenTheWorkIs() {
        List<Tx> kept = new ArrayList<>();
        work.write(kept::add);
        assertThatThrownBy(() -> counter.raise(kept.getFirst()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the transaction is over");
    }

    @Test
    void manyCallersWriteTogetherAndOneInFiveFailsAlone() throws Exception {
        long before = counter.current();
        AtomicInteger failed = new AtomicInteger();
        int many =
                switch (kind) {
                    case SQLITE -> 64;
                    // No more than there are connections: all wait for one row as it is.
                    case POSTGRES -> 15;
                };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < many; caller++) {
                int number = caller;
                running.add(callers.submit(() -> writeMany(number, failed)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        int expected = many * WRITES / 5;
        assertThat(failed).hasValue(expected);
        assertThat(counter.current()).isEqualTo(before + (long) many * WRITES - expected);
    }

    private Void writeMany(int number, AtomicInteger failed) {
        for (int write = 0; write < WRITES; write++) {
            boolean bad = (number + write) % 5 == 0;
            try {
                work.write(tx -> {
                    counter.raise(tx);
                    if (bad) {
                        throw new UncheckedIOException(new IOException("bad"));
                    }
                    return true;
                });
                assertThat(bad).isFalse();
            } catch (UncheckedIOException e) {
                assertThat(bad).isTrue();
                failed.incrementAndGet();
            }
        }
        return null;
    }

    @Test
    void interruptedCallerLearnsTheTruth() throws Exception {
        long before = counter.current();
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                if (raised()) {
                                    done.incrementAndGet();
                                }
                            }));
            callers.getLast().interrupt();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        long raised = counter.current() - before;
        switch (kind) {
            case SQLITE -> assertThat(raised).isEqualTo(done.get());
            // The interrupt closes the connection, perhaps before the answer to the commit.
            case POSTGRES -> assertThat(raised).isBetween((long) done.get(), 50L);
        }
    }

    private boolean raised() {
        try {
            return work.write(tx -> {
                counter.raise(tx);
                return true;
            });
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Test
    void figuresCountWorksAndCommits() {
        work.write(tx -> {
            counter.raise(tx);
            return true;
        });
        assertThat(database.get().figures().writes()).isPositive();
        assertThat(database.get().figures().commits()).isPositive();
        assertThat(database.get().figures().failedCommits()).isZero();
        assertThat(database.get().figures().waitingWrites()).isZero();
        database.get().ping();
    }
}
