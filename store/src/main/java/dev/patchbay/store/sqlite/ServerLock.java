package dev.patchbay.store.sqlite;

import dev.patchbay.store.sql.DatabaseUnusableException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One server per data directory: an exclusive lock on a file that says who holds it. The system
 * takes it back when the process ends, however it ends.
 */
final class ServerLock implements AutoCloseable {

    /**
     * Held by this process. Closing any channel on a file gives up all of a process's locks on it
     * (POSIX), so a second opener in this process must not even open the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int LONGEST_TEXT = 300;

    private final Path key;
    private final FileChannel channel;

    private ServerLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock, or says who holds it. */
    static ServerLock acquire(SqliteFiles files) throws DatabaseUnusableException {
        Path key;
        try {
            key = files.directory().toRealPath();
        } catch (IOException e) {
            throw unusable(files, e);
        }
        if (!HELD_HERE.add(key)) {
            throw inUse(files, own());
        }
        ServerLock lock = null;
        try {
            lock = open(files, key);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(key);
            }
        }
    }

    private static ServerLock open(SqliteFiles files, Path key) throws DatabaseUnusableException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            DataDirectory.createFile(files.lock());
            channel =
                    FileChannel.open(
                            files.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(files, read(channel));
            }
            locked = true;
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(own().getBytes(StandardCharsets.UTF_8)), 0);
            return new ServerLock(key, channel);
        } catch (IOException e) {
            locked = false;
            throw unusable(files, e);
        } finally {
            if (!locked) {
                close(channel);
            }
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a lock file did not close", e);
        }
    }

    private static String own() {
        return "process " + ProcessHandle.current().pid() + " on host " + host();
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv("HOSTNAME");
            return name == null ? "unknown" : name;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }

    private static DatabaseUnusableException inUse(SqliteFiles files, String owner) {
        return new DatabaseUnusableException(
                "the data directory "
                        + files.directory()
                        + " is in use by "
                        + (owner.isEmpty() ? "another process" : owner));
    }

    private static DatabaseUnusableException unusable(SqliteFiles files, IOException e) {
        return new DatabaseUnusableException(
                "the data directory " + files.directory() + " cannot be written", e);
    }

    /** Gives the lock up. The file stays: removing it would let two servers lock two files. */
    @Override
    public void close() {
        close(channel);
        HELD_HERE.remove(key);
    }
}
