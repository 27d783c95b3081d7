package dev.patchbay.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real OpenSearch node in a process of its own, on a free loopback port and without security. It
 * can be stopped, killed and started again on the same port and data; it takes half a gigabyte of
 * heap. Belongs to one thread.
 */
public final class OpenSearchNode implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int SHOWN = 30;

    private final String classPath;
    private final Path folder;
    private final int port = freePort();
    private @Nullable Process running;

    private OpenSearchNode(String classPath, Path folder) {
        this.classPath = classPath;
        this.folder = folder;
    }

    /**
     * A node that answers.
     *
     * @param folder for its data and its log; whoever made it deletes it
     */
    public static OpenSearchNode start(OpenSearchJars.Found jars, Path folder) {
        OpenSearchNode node = new OpenSearchNode(jars.classPath(), folder);
        node.startAgain();
        node.awaitAnswer();
        return node;
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it on the data that are there, and does not wait until it answers. */
    public void startAgain() {
        Path main = OpenSearchJars.copy("OpenSearchMain.java", folder);
        try {
            Files.deleteIfExists(ready());
            running =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx512m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    classPath,
                                    main.toString(),
                                    folder.resolve("node").toString(),
                                    Integer.toString(port),
                                    ready().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back when it takes documents; three minutes at most. */
    public void awaitAnswer() {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(ready())) {
            if (running == null || !running.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("OpenSearch does not answer: " + said());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** Stops it as an operator does, at most a minute long. */
    public void stop() {
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(1, TimeUnit.MINUTES)) {
                running.destroyForcibly().waitFor();
                throw new IllegalStateException("OpenSearch does not stop: " + said());
            }
            running = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in the middle of what it does, without a word to anyone. */
    public void kill() {
        if (running == null) {
            return;
        }
        try {
            running.destroyForcibly().waitFor();
            running = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private Path log() {
        return folder.resolve("node.log");
    }

    private String said() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; its data stay. */
    @Override
    public void close() {
        kill();
    }
}
