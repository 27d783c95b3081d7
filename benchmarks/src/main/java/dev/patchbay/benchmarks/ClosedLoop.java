package dev.patchbay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rounds of wrk, all sides in turn, so that all meet the same machine. */
final class ClosedLoop {

    /** For a minute of load the compiler of a JVM takes a part of what is measured. */
    private static final int WARM_UP_ROUNDS = 6;

    private static final double FLOOR = 0.35;
    private static final double AIM = 0.55;

    private ClosedLoop() {}

    /**
     * Measures and prints.
     *
     * @param ours what is judged
     * @param yardsticks nginx first
     * @return the number of executions, warm-up included
     */
    static long run(Limits limits, Side ours, List<Side> yardsticks, String headers, int connectors)
            throws IOException {
        String authorization = Webhooks.authorization(headers);
        List<Side> all = new ArrayList<>(List.of(ours));
        all.addAll(yardsticks);
        System.out.printf(
                "%nclosed loop, wrk -t1 -c%d, %d s a round, %d B of body%n",
                Wrk.CONNECTIONS, limits.seconds(), Webhooks.BODY_BYTES);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Side side : all) {
                side.warmUp(authorization, connectors, limits.seconds());
            }
        }
        for (int round = 0; round < limits.rounds(); round++) {
            for (Side side : all) {
                side.measure(authorization, connectors, limits.seconds());
            }
        }
        Side nginx = yardsticks.getFirst();
        for (Side side : all) {
            System.out.println(side.text() + ", of nginx " + side.ratio(nginx).text(3));
        }
        System.out.printf(Locale.ROOT, "floor %.2f, aim %.2f of nginx%n", FLOOR, AIM);
        return ours.executes;
    }

    /** One of those that are compared. */
    static final class Side {

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
                    Locale.ROOT, "  warm-up %-12s %8.0f requests/s%n", name, result.perSecond());
        }

        void measure(String authorization, int connectors, int seconds) throws IOException {
            Duration before = ProcFiles.cpu(pids);
            WrkResult result = wrk.run(port, authorization, connectors, seconds, quiet);
            Duration used = ProcFiles.cpu(pids).minus(before);
            executes += result.executes();
            double cost = used.toNanos() / 1_000.0 / result.executes();
            rates.add(result.perSecond());
            costs.add(cost);
            System.out.printf(
                    Locale.ROOT,
                    "  %-12s %8.0f requests/s, %6.1f CPU µs each%n",
                    name,
                    result.perSecond(),
                    cost);
        }

        /** Round by round. */
        Sample ratio(Side other) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < rates.size(); i++) {
                ratios.add(rates.get(i) / other.rates.get(i));
            }
            return Sample.of(ratios);
        }

        String text() {
            return "%-12s %s requests/s, %s CPU µs each"
                    .formatted(name, Sample.of(rates).text(0), Sample.of(costs).text(1));
        }
    }
}
