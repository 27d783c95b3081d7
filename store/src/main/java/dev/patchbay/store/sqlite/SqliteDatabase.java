package dev.patchbay.store.sqlite;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Figures;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.store.sql.Sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** An open SQLite database, which no other server can open meanwhile. Thread-safe. */
public final class SqliteDatabase implements Sql {

    private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private static final Duration LONGEST_READING = Duration.ofSeconds(LONGEST_READING_SECONDS);

    private final SqliteFiles files;
    private final Optional<ServerLock> lock;
    private final Checkpoints checkpoints;
    private final GroupCommit writer;
    private final Readers readers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteDatabase(SqliteFiles files, Optional<ServerLock> lock) {
        this.files = files;
        this.lock = lock;
        SqliteConnections connections = new SqliteConnections(files.database());
        checkpoints = new Checkpoints(connections, files.log());
        writer = new GroupCommit(connections, checkpoints::committed);
        readers = new Readers(connections, READERS, LONGEST_READING);
    }

    /**
     * Opens {@code patchbay.db} of a folder, which is made when it is missing, and brings its
     * schema up to date; an older database is copied to {@code backup/} before.
     *
     * @param directory absolute
     * @param clock for the name of the copy
     */
    public static SqliteDatabase open(Path directory, Clock clock)
            throws DatabaseUnusableException {
        SqliteFiles files = new SqliteFiles(directory);
        DataDirectory.prepare(directory);
        ServerLock lock = ServerLock.acquire(files);
        SqliteDatabase opened = null;
        try {
            SqliteSchema.bringUpToDate(files, clock);
            opened = new SqliteDatabase(files, Optional.of(lock));
            return opened;
        } finally {
            if (opened == null) {
                lock.close();
            }
        }
    }

    /**
     * Opens the database of a folder for a short work beside the server that may hold it: SQLite
     * itself keeps both in order. Neither makes nor migrates anything.
     */
    public static SqliteDatabase beside(Path directory) throws DatabaseUnusableException {
        SqliteFiles files = new SqliteFiles(directory);
        if (!Files.isRegularFile(files.database())) {
            throw new DatabaseUnusableException(
                    "there is no database in " + directory + ": start the server once");
        }
        try (Connection connection = new SqliteConnections(files.database()).reader()) {
            Schema.requireNewest(Dialect.SQLITE, connection);
        } catch (SQLException e) {
            throw new DatabaseUnusableException(
                    "the database " + files.database() + " cannot be opened", e);
        }
        return new SqliteDatabase(files, Optional.empty());
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return writer.write(work);
    }

    @Override
    public <T> T read(Reading<T> reading) {
        return readers.read(reading);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Figures figures() {
        WriteCounters counters = writer.counters();
        return new Figures(
                writer.waiting(),
                counters.writes(),
                counters.commits(),
                counters.failedCommits(),
                counters.commitNanos(),
                readers.active(),
                readers.idle(),
                SqliteFiles.size(files.database()),
                SqliteFiles.size(files.log()));
    }

    /** Finishes what is queued; the last connection to close moves the log into the database. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        checkpoints.close();
        readers.close();
        writer.close();
        lock.ifPresent(ServerLock::close);
    }
}
