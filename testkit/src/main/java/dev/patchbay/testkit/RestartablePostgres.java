package dev.patchbay.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL of one test that can be stopped and started again on the same port and data,
 * durable as an operator's. Belongs to one thread.
 */
public final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final Runnable deletion;
    private final int port = FreePort.number();
    private @Nullable EmbeddedPostgres running;

    /** A server that runs. */
    public static RestartablePostgres start() {
        SqliteDirectory folder = SqliteDirectory.create();
        return new RestartablePostgres(folder.path(), folder::close);
    }

    /** A server that runs and has its data in this folder, which is left as it is at the end. */
    public static RestartablePostgres startIn(Path folder) {
        return new RestartablePostgres(folder, () -> {});
    }

    private RestartablePostgres(Path folder, Runnable deletion) {
        data = folder.resolve("data");
        this.deletion = deletion;
        startAgain();
    }

    /** Starts it on the data that are there. */
    public void startAgain() {
        running =
                PostgresStart.of(() ->
                        EmbeddedPostgres.builder()
                                .setPort(port)
                                .setDataDirectory(data)
                                .setCleanDataDirectory(false)
                                .setServerConfig("fsync", "on")
                                .setServerConfig("synchronous_commit", "on"));
    }

    /** Stops it; sessions are ended. */
    public void stop() {
        try {
            if (running != null) {
                running.close();
                running = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it at once, as a crash does: it recovers from its log when it starts again. */
    public void crash() {
        try {
            String postmaster = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(postmaster));
            new ProcessBuilder("kill", "-QUIT", postmaster).start().waitFor();
            if (server.isPresent()) {
                server.get().onExit().get(120, TimeUnit.SECONDS);
            }
            stop(); // there is nothing to stop, but a lock to give back
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not die", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The address without user or password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        stop();
        deletion.run();
    }
}
