package dev.patchbay.store.sqlite;

import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Schema;

import org.sqlite.SQLiteConnection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies the database of a server that may be running, and puts a copy where a server can start.
 * Stateless; blocking.
 */
public final class SqliteBackup {

    /** In one step: the copy is of one moment, and a busy writer cannot make it begin anew. */
    private static final int ALL_PAGES = -1;

    private static final int OK = 0;

    private SqliteBackup() {}

    /**
     * Copies with SQLite's online backup, checks the copy and waits until it is on the disk. The
     * server goes on; all that was committed before this call is in the copy, and no part of a
     * transaction.
     *
     * @param directory where {@code patchbay.db} is
     * @param copy a file that is not there yet; only its owner can read it
     * @return the version of its schema
     * @throws DatabaseUnusableException with the operator's line
     */
    public static int copy(Path directory, Path copy) throws DatabaseUnusableException {
        SqliteFiles files = new SqliteFiles(directory);
        if (!Files.isRegularFile(files.database())) {
            throw new DatabaseUnusableException("there is no database in " + directory);
        }
        int version;
        try {
            DataDirectory.createFile(copy);
            try (Connection source = new SqliteConnections(files.database()).reader()) {
                copyAll(source, copy);
            }
            version = check(copy);
            sync(copy);
        } catch (SQLException | IOException e) {
            throw new DatabaseUnusableException(
                    "the database " + files.database() + " could not be copied to " + copy, e);
        }
        return version;
    }

    private static void copyAll(Connection source, Path copy) throws SQLException {
        int code =
                source.unwrap(SQLiteConnection.class)
                        .getDatabase()
                        .backup("main", copy.toString(), null, 0, 0, ALL_PAGES);
        if (code != OK) {
            throw new SQLException("SQLite's backup ended with code " + code);
        }
    }

    private static int check(Path copy) throws SQLException, DatabaseUnusableException {
        try (Connection connection = new SqliteConnections(copy).reader();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("pragma integrity_check")) {
                if (!found.next() || !"ok".equals(found.getString(1))) {
                    throw new SQLException("the copy is damaged");
                }
            }
            return Schema.version(Dialect.SQLITE, connection);
        }
    }

    /**
     * Copies files into a data directory, which is made when it is missing, and holds its lock
     * meanwhile. Every file is on the disk before it gets its name.
     *
     * @param directory absolute
     * @param files from a backup, in order; the database last
     * @throws DatabaseUnusableException when a server is running there, or anything is there
     */
    public static void restore(Path directory, List<Path> files) throws DatabaseUnusableException {
        SqliteFiles target = new SqliteFiles(directory);
        DataDirectory.prepare(directory);
        try {
            boolean empty = isEmpty(directory);
            if (!empty && !Files.exists(target.lock())) {
                throw notEmpty(directory);
            }
            // Of a directory that is in use the lock says by whom.
            ServerLock lock = ServerLock.acquire(target);
            try {
                if (!empty) {
                    throw notEmpty(directory);
                }
                for (Path file : files) {
                    place(file, directory);
                }
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new DatabaseUnusableException(
                    "the data directory " + directory + " could not be restored", e);
        }
    }

    private static DatabaseUnusableException notEmpty(Path directory) {
        return new DatabaseUnusableException(
                "the data directory "
                        + directory
                        + " is not empty: restore into a new one, nothing is ever overwritten");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void place(Path file, Path directory) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path growing = directory.resolve(name + ".part");
        DataDirectory.createFile(growing);
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(growing, StandardOpenOption.WRITE)) {
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
        Files.move(growing, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
