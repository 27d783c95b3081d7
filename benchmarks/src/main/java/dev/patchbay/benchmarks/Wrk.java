package dev.patchbay.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** The closed loop: wrk with one thread, 64 connections and our script. */
final class Wrk {

    static final int CONNECTIONS = 64;

    private final Path script;
    private final Path log;

    /** Puts the script into a folder, where wrk can read it. */
    Wrk(Path directory) throws IOException {
        script = directory.resolve("load.lua");
        log = directory.resolve("wrk.log");
        try (InputStream lua = Wrk.class.getResourceAsStream("load.lua")) {
            if (lua == null) {
                throw new IllegalStateException("load.lua is not on the class path");
            }
            Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Sends executions for a time, over all connectors in turn; fails unless each one was answered
     * with success.
     *
     * @param quiet a path that costs the server little: asked while the last answers come in
     */
    WrkResult run(int port, String authorization, int connectors, int seconds, String quiet)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + (seconds + 1) + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        "http://" + Ports.LOOPBACK + ":" + port);
        builder.environment()
                .putAll(
                        Map.of(
                                "LOAD_SECONDS", Integer.toString(seconds),
                                "LOAD_CONNECTORS", Integer.toString(connectors),
                                "LOAD_AUTHORIZATION", authorization,
                                "LOAD_BODY", Webhooks.executeBody(),
                                "LOAD_QUIET", quiet));
        String output;
        try (ChildProcess wrk = ChildProcess.start("wrk", builder, log)) {
            wrk.awaitEnd(Duration.ofSeconds(seconds + 60L));
            output = Files.readString(log);
        }
        WrkResult result = WrkResult.parse(output);
        if (result.failed() > 0) {
            throw new IOException(result.failed() + " requests failed:\n" + output);
        }
        return result;
    }
}
