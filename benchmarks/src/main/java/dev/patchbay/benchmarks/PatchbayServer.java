package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The packaged server, started as its users start it: by the launcher of the packaged folder, with
 * its own heap limit and AOT cache. The folder is {@code server/target/dist}, or the system
 * property {@code patchbay.dist}.
 */
record PatchbayServer(ChildProcess child, int port, String configuration) implements AutoCloseable {

    /** Starts a server on a data directory and waits until {@code /api/status} answers 200. */
    static PatchbayServer start(Path directory) throws IOException {
        return start(directory, "");
    }

    /**
     * The same with JVM options, which are stronger than the launcher's and added to those of the
     * environment's {@code PATCHBAY_JAVA_OPTS}.
     */
    static PatchbayServer start(Path directory, String javaOptions) throws IOException {
        return start(directory, javaOptions, "");
    }

    /** The same with further lines of settings. */
    static PatchbayServer start(Path directory, String javaOptions, String settings)
            throws IOException {
        return start(directory, javaOptions, settings, Map.of());
    }

    /** The same with further variables in its environment. */
    static PatchbayServer start(
            Path directory, String javaOptions, String settings, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(directory);
        int port = Ports.free();
        String yml =
                """
                server.host: 127.0.0.1
                server.port: %d
                patchbay.data.path: %s
                """
                        .formatted(port, directory.resolve("data"));
        Path file = directory.resolve("kibana.yml");
        Files.writeString(file, yml + settings);
        ProcessBuilder builder =
                new ProcessBuilder(launcher().toString(), "serve", "-c", file.toString());
        builder.directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(variables);
        environment.put("ELASTIC_PASSWORD", Api.PASSWORD);
        String options = environment.getOrDefault("PATCHBAY_JAVA_OPTS", "") + " " + javaOptions;
        environment.put("PATCHBAY_JAVA_OPTS", options.strip());
        ChildProcess child =
                ChildProcess.start("patchbay", builder, directory.resolve("server.log"));
        try {
            child.awaitOk(port, "/api/status");
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return new PatchbayServer(
                child,
                port,
                (settings.contains("patchbay.database.url") ? "PostgreSQL" : "SQLite")
                        + ", event log on, -Xmx256m, AOT cache, options beyond the launcher's: "
                        + (options.isBlank() ? "none" : options.strip()));
    }

    private static Path launcher() {
        Path launcher =
                Path.of(System.getProperty("patchbay.dist", "server/target/dist"), "patchbay")
                        .toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new IllegalStateException("no packaged server at server/target/dist: build it");
        }
        return launcher;
    }

    /** The JVM: the launcher replaces itself by it. */
    long pid() {
        return child.pid();
    }

    Api api() {
        return new Api(port);
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
