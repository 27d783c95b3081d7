package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.testkit.FreePort;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of the packaged server over a data directory, which outlives the process. */
final class PackagedServer implements AutoCloseable {

    static final Path DIST = Path.of(System.getProperty("patchbay.dist"));
    static final String PASSWORD = "acceptance-password";

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Where a server keeps what it keeps. */
    enum Kind {
        SQLITE,
        POSTGRES
    }

    private final Path directory;
    private final Optional<PostgresDatabase> database;
    private final boolean ownsDatabase;
    private final List<String> settings = new ArrayList<>();
    private final int port = freePort();
    private Path program = DIST.resolve("patchbay");
    private Map<String, String> environment = Map.of();
    private Process process;

    private PackagedServer(
            Path directory, Optional<PostgresDatabase> database, boolean ownsDatabase) {
        this.directory = directory;
        this.database = database;
        this.ownsDatabase = ownsDatabase;
    }

    /** A server that is not started; PostgreSQL runs with {@code fsync=on}. */
    static PackagedServer of(Kind kind, Path directory) {
        return new PackagedServer(
                directory,
                kind == Kind.POSTGRES
                        ? Optional.of(PostgresServer.durable().newDatabase())
                        : Optional.empty(),
                true);
    }

    /** Another node on the same PostgreSQL, not started; to be closed before this one. */
    PackagedServer node(Path otherDirectory) {
        return new PackagedServer(otherDirectory, database, false).with(lines());
    }

    /** Lines of kibana.yml beside those that every test needs. */
    PackagedServer with(String... lines) {
        settings.addAll(List.of(lines));
        return this;
    }

    /** These lines in place of those so far, from the next start on. */
    PackagedServer withOnly(String... lines) {
        settings.clear();
        return with(lines);
    }

    /** Another program from the next start on, such as that of an earlier version. */
    PackagedServer withProgram(Path other) {
        program = other;
        return this;
    }

    /** These variables beside the usual ones, from the next start on. */
    PackagedServer withEnvironment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    private String[] lines() {
        return settings.toArray(String[]::new);
    }

    /** Starts and waits until {@code /api/status} answers. */
    PackagedServer start() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path file = directory.resolve("kibana.yml");
        List<String> lines = new ArrayList<>();
        lines.add("server.host: 127.0.0.1");
        lines.add("server.port: " + port);
        lines.add("patchbay.data.path: " + data());
        database.ifPresent(own -> {
            lines.add("patchbay.database.url: " + own.jdbcUrl());
            lines.add("patchbay.database.username: " + PostgresDatabase.USER);
            lines.add("patchbay.database.password: " + PostgresDatabase.USER);
            lines.add(
                    "xpack.encryptedSavedObjects.encryptionKey:"
                            + " an-encryption-key-of-the-acceptance-tests");
        });
        lines.addAll(settings);
        Files.write(file, lines);
        process = launch(program, directory, environment, "serve", "-c", file.toString());
        awaitStatus();
        return this;
    }

    /** Runs the launcher; its output goes to {@code server.log}. */
    static Process launch(Path directory, String... arguments) throws IOException {
        return launch(DIST.resolve("patchbay"), directory, Map.of(), arguments);
    }

    private static Process launch(
            Path program, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ELASTIC_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()));
        return builder.start();
    }

    private void awaitStatus() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Api api = api();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (api.get("/api/status").status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Clock.system().sleep(Duration.ofMillis(50));
        }
        throw new IllegalStateException("the server did not start:\n" + log());
    }

    Api api() {
        return new Api("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path directory() {
        return directory;
    }

    /** What is to outlive the process. */
    Path data() {
        return directory.resolve("data");
    }

    String log() throws IOException {
        Path file = directory.resolve("server.log");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** SIGTERM, and what the process says at its end. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static int freePort() {
        return FreePort.number();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            kill();
        }
        if (ownsDatabase) {
            database.ifPresent(PostgresDatabase::close);
        }
    }
}
