package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Packaged start to the first 200 of {@code /api/status}, with and without the AOT cache, empty and
 * with connectors and attempts stored; resident memory after 10 000 requests and a pause.
 */
final class StartBenchmark {

    private static final String WITHOUT_CACHE = "-XX:AOTMode=off";
    private static final int MEMORY_REQUESTS = 10_000;
    private static final int MEMORY_CONNECTORS = 1_000;
    private static final int PER_SECOND = 1_000;

    /** Filling stops after these rounds, however many attempts are stored by then. */
    private static final int FILL_ROUNDS = 20;

    private static final int FILL_SECONDS = 10;

    private StartBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Limits limits = Limits.of(arguments);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path())) {
            Path empty = folder.resolve("empty");
            // Makes the AOT cache if this build has none yet, and the database.
            PatchbayServer.start(empty).close();
            starts("empty, AOT cache", empty, "", limits.starts());
            starts("empty, no AOT cache", empty, WITHOUT_CACHE, limits.starts());
            memory(limits, folder.resolve("memory"), target);
            Path full = folder.resolve("full");
            fill(limits, full, target, folder.path());
            starts("full, AOT cache", full, "", limits.starts());
            starts("full, no AOT cache", full, WITHOUT_CACHE, limits.starts());
        }
    }

    /** Seconds from the launcher's start to the first 200; each server is stopped again. */
    private static void starts(String name, Path directory, String options, int count)
            throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            long start = System.nanoTime();
            try (PatchbayServer _ = PatchbayServer.start(directory, options)) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        System.out.printf(
                "start, %-20s %s s; floor 2, aim 0.9%n", name + ":", Sample.of(seconds).text(2));
    }

    private static void memory(Limits limits, Path directory, Nginx target) throws IOException {
        try (PatchbayServer server = PatchbayServer.start(directory)) {
            String headers = server.api().apiKeyHeaders();
            Webhooks.create(server.port(), headers, "", "load", MEMORY_CONNECTORS, target.port());
            new OpenLoop(server.port(), Webhooks.executions(headers, MEMORY_CONNECTORS))
                    .run(PER_SECOND, MEMORY_REQUESTS / PER_SECOND);
            LockSupport.parkNanos(limits.idleSeconds() * 1_000_000_000L);
            System.out.printf(
                    "resident memory %d s after %d executions: %d MiB; floor 320, aim 224%n",
                    limits.idleSeconds(),
                    MEMORY_REQUESTS,
                    ProcFiles.residentKib(server.pid()) / 1024);
        }
    }

    private static void fill(Limits limits, Path directory, Nginx target, Path folder)
            throws IOException {
        int connectors = limits.connectors() * 2;
        try (PatchbayServer server = PatchbayServer.start(directory)) {
            String headers = server.api().apiKeyHeaders();
            Webhooks.create(server.port(), headers, "", "load", connectors, target.port());
            Wrk wrk = new Wrk(folder);
            String authorization = Webhooks.authorization(headers);
            long stored = 0;
            for (int round = 0; round < FILL_ROUNDS && stored < limits.attempts(); round++) {
                stored +=
                        wrk.run(
                                        server.port(),
                                        authorization,
                                        connectors,
                                        FILL_SECONDS,
                                        "/-/healthy")
                                .executes();
            }
            System.out.printf(
                    Locale.ROOT,
                    "stored: %d connectors, %d attempts by executing them%n",
                    connectors,
                    server.api().awaitEvents(stored).all());
        }
    }
}
