package dev.patchbay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rounds of wrk, the three sides in turn, so that all meet the same machine. */
final class ClosedLoop {

    private static final int WARM_UP_ROUNDS = 3;
    private static final double FLOOR = 0.35;
    private static final double AIM = 0.55;

    private ClosedLoop() {}

    /** Measures and prints; the number of executions, warm-up included. */
    static long run(
            Wrk wrk,
            Limits limits,
            PatchbayServer server,
            Nginx proxy,
            ChildProcess bare,
            int barePort,
            String headers,
            int connectors)
            throws IOException {
        String authorization = Webhooks.authorization(headers);
        Side ours = new Side("server", wrk, server.port(), List.of(server.pid()), "/-/healthy");
        Side nginx = new Side("nginx", wrk, proxy.port(), proxy.workers(), "/quiet");
        Side stack = new Side("bare", wrk, barePort, List.of(bare.pid()), "/-/healthy");
        System.out.printf(
                "%nclosed loop, wrk -t1 -c%d, %d s a round, %d B of body%n",
                Wrk.CONNECTIONS, limits.seconds(), Webhooks.BODY_BYTES);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            ours.warmUp(authorization, connectors, limits.seconds());
            nginx.warmUp(authorization, connectors, limits.seconds());
            stack.warmUp(authorization, connectors, limits.seconds());
        }
        List<Double> ratios = new ArrayList<>();
        List<Double> bareRatios = new ArrayList<>();
        for (int round = 0; round < limits.rounds(); round++) {
            double one = ours.measure(authorization, connectors, limits.seconds());
            double other = nginx.measure(authorization, connectors, limits.seconds());
            ratios.add(one / other);
            bareRatios.add(stack.measure(authorization, connectors, limits.seconds()) / other);
        }
        System.out.println(ours.text());
        System.out.println(nginx.text());
        System.out.println(stack.text());
        System.out.printf(
                Locale.ROOT,
                "ratio of the rounds: %s; floor %.2f, aim %.2f%n",
                Sample.of(ratios).text(3),
                FLOOR,
                AIM);
        System.out.printf(
                Locale.ROOT,
                "the bare stack reaches: %s of nginx%n",
                Sample.of(bareRatios).text(3));
        return ours.executes;
    }

    /** One of the two that are compared. */
    private static final class Side {

        private final String name;
        private final Wrk wrk;
        private final int port;
        private final List<Long> pids;
        private final String quiet;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();
        private long executes;

        Side(String name, Wrk wrk, int port, List<Long> pids, String quiet) {
            this.name = name;
            this.wrk = wrk;
            this.port = port;
            this.pids = pids;
            this.quiet = quiet;
        }

        void warmUp(String authorization, int connectors, int seconds) throws IOException {
            WrkResult result = wrk.run(port, authorization, connectors, seconds, quiet);
            executes += result.executes();
            System.out.printf(
                    Locale.ROOT, "  warm-up %-6s %8.0f requests/s%n", name, result.perSecond());
        }

        double measure(String authorization, int connectors, int seconds) throws IOException {
            Duration before = ProcFiles.cpu(pids);
            WrkResult result = wrk.run(port, authorization, connectors, seconds, quiet);
            Duration used = ProcFiles.cpu(pids).minus(before);
            executes += result.executes();
            double cost = used.toNanos() / 1_000.0 / result.executes();
            rates.add(result.perSecond());
            costs.add(cost);
            System.out.printf(
                    Locale.ROOT,
                    "  %-6s %8.0f requests/s, %6.1f CPU µs each%n",
                    name,
                    result.perSecond(),
                    cost);
            return result.perSecond();
        }

        String text() {
            return "%-6s %s requests/s, %s CPU µs each"
                    .formatted(name, Sample.of(rates).text(0), Sample.of(costs).text(1));
        }
    }
}
