package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

@Timeout(120)
class SharedCommitsTest {

    private final List<List<Integer>> commits = new ArrayList<>();
    private final Semaphore disk = new Semaphore(0);
    private final CountDownLatch bothWriting = new CountDownLatch(2);

    /** A disk that commits when the test lets it. */
    private final class SlowDisk implements UnitOfWork {
        private final Tx tx = new Tx() {};

        @Override
        public <T> T write(Function<Tx, T> work) {
            T result = work.apply(tx);
            bothWriting.countDown();
            disk.acquireUninterruptibly();
            return result;
        }
    }

    private List<Integer> doubled(List<Integer> items) {
        synchronized (commits) {
            commits.add(List.copyOf(items));
        }
        if (items.contains(13)) {
            throw new IllegalStateException("unlucky");
        }
        if (items.contains(503)) {
            throw new StoreUnavailableException("the disk is full");
        }
        return items.stream().map(n -> 2 * n).toList();
    }

    private SharedCommits<Integer, Integer> commits(int heaviest) {
        return new SharedCommits<>(
                new SlowDisk(),
                (tx, items) -> doubled(items),
                n -> Math.max(1, n / 1_000),
                heaviest);
    }

    private static void awaitWaiting(SharedCommits<Integer, Integer> shared, int count) {
        while (shared.waiting() < count) {
            Thread.yield();
        }
    }

    /** Two are being committed; then the rest comes, in this order. */
    private List<Future<Integer>> whileTwoCommit(
            ExecutorService callers, SharedCommits<Integer, Integer> shared, int... rest)
            throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        answers.add(callers.submit(call(shared, 1)));
        while (bothWriting.getCount() > 1) {
            Thread.yield();
        }
        answers.add(callers.submit(call(shared, 2)));
        bothWriting.await();
        for (int i = 0; i < rest.length; i++) {
            answers.add(callers.submit(call(shared, rest[i])));
            awaitWaiting(shared, i + 1);
        }
        return answers;
    }

    private static Callable<Integer> call(SharedCommits<Integer, Integer> shared, int item) {
        return () -> shared.write(item);
    }

    @Test
    void whatComesDuringACommitSharesTheNext() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = whileTwoCommit(callers, commits(100), 3, 4, 5, 6);

            disk.release(100);

            for (int i = 0; i < 6; i++) {
                assertThat(answers.get(i).get()).isEqualTo(2 * (i + 1));
            }
            assertThat(commits).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5, 6));
        }
    }

    @Test
    void nobodyGoesOnBeforeTheCommit() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger returned = new AtomicInteger();
            SharedCommits<Integer, Integer> shared = commits(100);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                all.add(
                        callers.submit(() -> {
                            shared.write(7);
                            returned.incrementAndGet();
                        }));
            }
            while (bothWriting.getCount() > 1) {
                Thread.yield();
            }
            assertThat(returned).hasValue(0);
            disk.release(100);
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(returned).hasValue(2);
        }
    }

    @Test
    void aBugFailsItsItemAlone() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = whileTwoCommit(callers, commits(100), 3, 13, 5);

            disk.release(100);

            assertThat(answers.get(2).get()).isEqualTo(6);
            assertThat(answers.get(4).get()).isEqualTo(10);
            assertThatThrownBy(answers.get(3)::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("unlucky");
        }
    }

    @Test
    void anOutageFailsAllOfTheTransaction() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            SharedCommits<Integer, Integer> shared = commits(100);
            List<Future<Integer>> answers = whileTwoCommit(callers, shared, 3, 503);

            disk.release(100);

            for (Future<Integer> failed : answers.subList(2, 4)) {
                assertThatThrownBy(failed::get)
                        .hasCauseInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("the disk is full");
            }
            assertThat(shared.write(9)).isEqualTo(18);
        }
    }

    @Test
    void aTransactionIsNotHeavierThanAllowedButForASingleItem() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    whileTwoCommit(callers, commits(3), 3, 4, 9_000, 5, 6, 7, 8);

            disk.release(100);

            for (Future<Integer> one : answers) {
                one.get();
            }
            assertThat(commits)
                    .contains(List.of(3, 4), List.of(9_000), List.of(5, 6, 7), List.of(8));
        }
    }
}
