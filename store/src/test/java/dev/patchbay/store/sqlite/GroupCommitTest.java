package dev.patchbay.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Figures;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What only SQLite does: one writer, shared commits, a disk that fills up. */
class GroupCommitTest {

    private static final int CALLERS = 64;

    /** Rows of half a megabyte: enough for a checkpoint to be due many times. */
    private static final int MOST_LOGGED = 1_600;

    private static final String ENDLESS =
            "with recursive n(i) as (select 1 union all select i + 1 from n)"
                    + " select count(*) from n";

    @TempDir Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = SqliteDatabase.open(folder, Clock.system());
        execute("create table t (id integer primary key, text text not null unique)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void execute(String sql) {
        database.write(tx -> {
            database.of(tx).session().execute(sql);
            return true;
        });
    }

    private boolean insert(String text) {
        return database.write(tx ->
                database.of(tx).session().update("insert into t (text) values (?)", text) > 0);
    }

    private long count() {
        return database.read(s -> s.query("select count(*) from t", row -> row.getLong(1)))
                .getFirst();
    }

    /** The file of the log keeps its size; that it was large once is no reason to move it again. */
    @Test
    void aLogThatWasMovedIsNotMovedAgainAtEveryCommit() throws Exception {
        Path file = folder.resolve("patchbay.db");
        for (int i = 0; i < 24; i++) {
            insert(i + "x".repeat(512 * 1024));
        }
        FileTime moved = settled(file);
        assertThat(Files.size(file)).isGreaterThan(4 << 20);
        for (int i = 0; i < 20; i++) {
            insert("small " + i);
            Clock.system().sleep(Duration.ofMillis(20));
        }
        assertThat(settled(file)).isEqualTo(moved);
        assertThat(Files.size(folder.resolve("patchbay.db-wal"))).isGreaterThan(8 << 20);
        assertThat(count()).isEqualTo(44);
    }

    /** When the file was written last, once nobody has for a while. */
    private static FileTime settled(Path file) throws Exception {
        FileTime last = Files.getLastModifiedTime(file);
        for (int quiet = 0; quiet < 10; quiet++) {
            Clock.system().sleep(Duration.ofMillis(50));
            FileTime now = Files.getLastModifiedTime(file);
            if (!now.equals(last)) {
                last = now;
                quiet = 0;
            }
        }
        return last;
    }

    @Test
    void callersShareCommits() throws Exception {
        Figures before = database.figures();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // While the writer is busy the others queue up.
            Future<Boolean> slow = callers.submit(() -> database.write(tx -> hold(begun, held)));
            begun.await();
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String text = "row " + i;
                running.add(callers.submit(() -> insert(text)));
            }
            untilWaiting(CALLERS);
            held.countDown();
            slow.get();
            for (Future<Boolean> one : running) {
                assertThat(one.get()).isTrue();
            }
        }
        Figures after = database.figures();
        assertThat(after.writes() - before.writes()).isEqualTo(CALLERS + 1);
        assertThat(after.commits() - before.commits()).isLessThanOrEqualTo(3);
        assertThat(count()).isEqualTo(CALLERS);
    }

    private static boolean hold(CountDownLatch begun, CountDownLatch held) {
        begun.countDown();
        try {
            held.await(120, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void untilWaiting(int writes) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (database.figures().waitingWrites() < writes) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void wrongStatementFailsAloneAndIsNoOutage() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> slow = callers.submit(() -> database.write(tx -> hold(begun, held)));
            begun.await();
            Future<Boolean> first = callers.submit(() -> insert("same"));
            untilWaiting(1);
            Future<Boolean> second = callers.submit(() -> insert("same"));
            Future<Boolean> third = callers.submit(() -> insert("other"));
            untilWaiting(3);
            held.countDown();
            assertThat(slow.get()).isTrue();
            assertThat(first.get()).isTrue();
            assertThat(third.get()).isTrue();
            assertThatThrownBy(second::get)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage(
                            "[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed (UNIQUE"
                                    + " constraint failed: t.text)");
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void nothingRunsInATransactionAfterAFailure() {
        insert("a");
        assertThatThrownBy(() ->
                        database.write(tx -> {
                            try {
                                database.of(tx)
                                        .session()
                                        .execute("insert into t (text) values ('a')");
                            } catch (IllegalStateException e) {
                                // A careless work goes on.
                            }
                            database.of(tx).session().execute("insert into t (text) values ('b')");
                            return true;
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void fullDiskIsAnOutageThatEndsWithoutARestart() {
        insert("before");
        execute("pragma max_page_count = 1"); // no smaller than the file is now
        String large = "x".repeat(100_000);
        assertThatThrownBy(() -> insert(large)).isInstanceOf(StoreUnavailableException.class);
        assertThat(count()).isEqualTo(1);
        execute("pragma max_page_count = 1000000");
        assertThat(insert(large)).isTrue();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void writeInsideOfAWriteIsRefused() {
        assertThatThrownBy(() -> database.write(tx -> insert("inner")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a write inside of a write");
    }

    @Test
    void readingThatDoesNotEndIsCutOff() {
        SqliteConnections connections = new SqliteConnections(folder.resolve("patchbay.db"));
        try (Readers readers = new Readers(connections, 1, Duration.ofMillis(300))) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> readers.read(s -> s.query(ENDLESS, row -> row.getLong(1))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(60));
            List<Long> next = readers.read(s -> s.query("select 1", row -> row.getLong(1)));
            assertThat(next).containsExactly(1L);
        }
    }

    @Test
    void readersCannotWrite() {
        assertThatThrownBy(() -> database.read(s -> s.update("insert into t (text) values ('x')")))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void closedDatabaseRefusesInsteadOfWaiting() {
        database.close();
        assertThatThrownBy(() -> insert("late")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(this::count).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void logBeginsAnewUnderWritesAndReads() {
        String text = "x".repeat(500_000);
        long largest = 0;
        boolean begunAnew = false;
        for (int i = 0; i < MOST_LOGGED && !begunAnew; i++) {
            insert(i + text);
            count();
            long size = database.figures().logBytes();
            begunAnew = size < largest;
            largest = Math.max(largest, size);
        }
        assertThat(begunAnew).as("the log of %s bytes began anew", largest).isTrue();
        assertThat(database.figures().fileBytes()).isGreaterThan(50_000_000);
    }
}
