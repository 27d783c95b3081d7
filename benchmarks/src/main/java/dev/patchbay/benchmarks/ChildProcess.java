package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that a run started, and that ends with it, also when the run is interrupted. Its output
 * goes to a file.
 */
record ChildProcess(String name, Process process, Path log) implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final long STOP_SECONDS = 30;

    static ChildProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new ChildProcess(name, process, log);
    }

    long pid() {
        return process.pid();
    }

    /** Asks until {@code GET path} answers 200, every two milliseconds. */
    void awaitOk(int port, String path) throws IOException {
        byte[] request = HttpConnection.request("GET", path, "", "");
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended:\n" + Files.readString(log));
            }
            try (HttpConnection connection = new HttpConnection(port)) {
                if (connection.send(request).status() == 200) {
                    return;
                }
            } catch (IOException _) {
                // Not listening yet.
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new IOException(name + " did not start:\n" + Files.readString(log));
    }

    /** Waits until the process has ended by itself. */
    void awaitEnd(Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit)) {
                throw new IOException(name + " did not end within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the process: asked first, forced after half a minute. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
