package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.ClosedLoop.Side;

import java.io.IOException;
import java.util.List;

/**
 * {@code _execute} of {@code .webhook} beside nginx that proxies the same target, and beside the
 * bare libraries, and a few lines without any, that do so: requests per second and CPU under a
 * closed loop, added latency under an open loop, and the event log counted afterwards. Ends with 1
 * if an attempt is missing from the log.
 */
final class ExecuteBenchmark {

    private static final int CONNECTORS = 1_000;
    private static final int PER_SECOND = 1_000;

    private ExecuteBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        // Not inside run: an exit closes nothing.
        if (!run(Limits.of(arguments))) {
            System.exit(1);
        }
    }

    /** Measures and prints; whether every answer is in the event log. */
    private static boolean run(Limits limits) throws IOException {
        int barePort = Ports.free();
        int handPort = Ports.free();
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path());
                Nginx proxy = Nginx.proxy(folder.path(), target.port());
                ChildProcess bare =
                        BareStack.start(
                                BareStack.class,
                                barePort,
                                target.port(),
                                folder.resolve("bare.log"));
                ChildProcess hand =
                        BareStack.start(
                                HandWritten.class,
                                handPort,
                                target.port(),
                                folder.resolve("hand.log"));
                PatchbayServer server = PatchbayServer.start(folder.resolve("server"))) {
            System.out.println("target, nginx:\n" + target.configuration().indent(4));
            System.out.println("yardstick, nginx:\n" + proxy.configuration().indent(4));
            System.out.println("server: " + server.configuration());
            String headers = server.api().apiKeyHeaders();
            Webhooks.create(server.port(), headers, "", "load", CONNECTORS, target.port());
            System.out.println(CONNECTORS + " connectors created");

            Wrk wrk = new Wrk(folder.path());
            String healthy = "/-/healthy";
            Side ours = new Side("server", wrk, server.port(), List.of(server.pid()), healthy);
            List<Side> yardsticks =
                    List.of(
                            new Side("nginx", wrk, proxy.port(), proxy.workers(), "/quiet"),
                            new Side("bare stack", wrk, barePort, List.of(bare.pid()), healthy),
                            new Side("hand-written", wrk, handPort, List.of(hand.pid()), healthy));
            long answered = ClosedLoop.run(limits, ours, yardsticks, headers, CONNECTORS);
            answered += openLoop(limits, target, proxy, server, headers);

            Api.EventCounts events = server.api().awaitEvents(answered);
            boolean equal = events.succeeded() == answered && events.other() == 0;
            System.out.printf(
                    "event log: %d answers with 200, %d attempts recorded (%d of them failed):"
                            + " %s%n",
                    answered, events.all(), events.other(), equal ? "equal" : "NOT EQUAL");
            System.out.printf(
                    "resident memory of the server: %d MiB%n",
                    ProcFiles.residentKib(server.pid()) / 1024);
            return equal;
        }
    }

    /** The three ways to the target, round by round; the number of executions. */
    private static long openLoop(
            Limits limits, Nginx target, Nginx proxy, PatchbayServer server, String headers)
            throws IOException {
        List<byte[]> requests = Webhooks.executions(headers, CONNECTORS);
        Latencies direct = new Latencies("directly");
        Latencies proxied = new Latencies("through nginx");
        Latencies executed = new Latencies("through _execute");
        long count = 0;
        System.out.printf("%nopen loop, %d requests/s, latency from the due time%n", PER_SECOND);
        for (int round = 0; round < limits.openRounds(); round++) {
            direct.add(new OpenLoop(target.port(), requests).run(PER_SECOND, limits.openSeconds()));
            proxied.add(new OpenLoop(proxy.port(), requests).run(PER_SECOND, limits.openSeconds()));
            var latencies =
                    new OpenLoop(server.port(), requests).run(PER_SECOND, limits.openSeconds());
            executed.add(latencies);
            count += latencies.getTotalCount();
        }
        for (Latencies latencies : List.of(direct, proxied, executed)) {
            System.out.println(latencies.text());
        }
        System.out.println("added by nginx:    " + proxied.addedTo(direct));
        System.out.println(
                "added by _execute: "
                        + executed.addedTo(direct)
                        + "; floor 1.5 / 15 ms, aim 0.7 / 5 ms");
        return count;
    }
}
