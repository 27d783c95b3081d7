package dev.patchbay.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.store.sql.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Copies of a database that is written to, and where they are put. */
class SqliteBackupTest {

    @TempDir Path folder;

    private static SqliteDatabase open(Path directory) throws DatabaseUnusableException {
        return SqliteDatabase.open(directory, Clock.system());
    }

    private static long number(Path file, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    private static void execute(SqliteDatabase database, String sql) {
        database.write(tx -> database.of(tx).session().update(sql));
    }

    /** Each transaction adds a row and its opposite: no copy may show one without the other. */
    @Test
    void copyOfABusyDatabaseIsOfOneMoment() throws Exception {
        try (SqliteDatabase database = open(folder.resolve("data"))) {
            execute(database, "create table pair (id integer primary key, value integer)");
            execute(database, "create table filler (text text)");
            execute(
                    database,
                    "insert into filler select hex(randomblob(500)) from (with recursive n(i) as"
                            + " (select 1 union all select i + 1 from n where i < 4000) select i"
                            + " from n)");
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong committed = new AtomicLong();
            try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    writers.submit(() -> {
                        while (!stop.get()) {
                            database.write(tx -> {
                                Session session = database.of(tx).session();
                                session.update("insert into pair (value) values (1)");
                                return session.update("insert into pair (value) values (-1)");
                            });
                            committed.incrementAndGet();
                        }
                    });
                }
                for (int i = 0; i < 5; i++) {
                    awaitCommits(committed, 5 * (i + 1));
                    long before = committed.get();
                    Path copy = folder.resolve("copy-" + i + ".db");
                    assertThat(SqliteBackup.copy(folder.resolve("data"), copy))
                            .isEqualTo(Schema.NEWEST);
                    long after = committed.get();
                    assertThat(number(copy, "select coalesce(sum(value), 0) from pair")).isZero();
                    assertThat(number(copy, "select count(*) / 2 from pair"))
                            .isBetween(before, after + 4);
                    assertThat(number(copy, "select count(*) from filler")).isEqualTo(4000);
                }
                stop.set(true);
            }
        }
    }

    /** Copies that are made before anybody has written show nothing. */
    private static void awaitCommits(AtomicLong committed, long count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (committed.get() < count) {
            assertThat(System.nanoTime()).as("commits").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void copyIsTheOwnersAndLeavesNothingBeside() throws Exception {
        Path copy = folder.resolve("copy.db");
        try (SqliteDatabase _ = open(folder.resolve("data"))) {
            SqliteBackup.copy(folder.resolve("data"), copy);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "copy.db");
        }
    }

    @Test
    void withoutADatabaseThereIsNothingToCopy() {
        assertThatThrownBy(() -> SqliteBackup.copy(folder, folder.resolve("copy.db")))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("there is no database in " + folder);
    }

    @Test
    void restoredDatabaseOpensWithWhatWasInIt() throws Exception {
        Path backup = Files.createDirectory(folder.resolve("backup")).resolve("patchbay.db");
        try (SqliteDatabase database = open(folder.resolve("data"))) {
            execute(database, "create table mine (value integer)");
            execute(database, "insert into mine values (42)");
            SqliteBackup.copy(folder.resolve("data"), backup);
            execute(database, "insert into mine values (43)");
        }
        Path other = Files.writeString(folder.resolve("backup/encryption.key"), "text");
        Path target = folder.resolve("new/data");
        SqliteBackup.restore(target, List.of(other, backup));
        assertThat(target.resolve("encryption.key")).hasContent("text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        for (String file : List.of("patchbay.db", "encryption.key")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(target.resolve(file))))
                    .isEqualTo("rw-------");
        }
        open(target).close();
        assertThat(number(target.resolve("patchbay.db"), "select sum(value) from mine"))
                .isEqualTo(42);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path data = folder.resolve("data");
        Path backup = Files.createDirectory(folder.resolve("backup")).resolve("patchbay.db");
        try (SqliteDatabase _ = open(data)) {
            SqliteBackup.copy(data, backup);
            assertThatThrownBy(() -> SqliteBackup.restore(data, List.of(backup)))
                    .hasMessageStartingWith(
                            "the data directory "
                                    + data
                                    + " is in use by process "
                                    + ProcessHandle.current().pid());
        }
        String refusal = " is not empty: restore into a new one, nothing is ever overwritten";
        assertThatThrownBy(() -> SqliteBackup.restore(data, List.of(backup)))
                .hasMessage("the data directory " + data + refusal);
        Path stray = Files.createDirectory(folder.resolve("stray"));
        Files.writeString(stray.resolve("note.txt"), "mine");
        assertThatThrownBy(() -> SqliteBackup.restore(stray, List.of(backup)))
                .hasMessage("the data directory " + stray + refusal);
        assertThat(stray.resolve("note.txt")).hasContent("mine");
        assertThat(stray.resolve("patchbay.db")).doesNotExist();
    }
}
