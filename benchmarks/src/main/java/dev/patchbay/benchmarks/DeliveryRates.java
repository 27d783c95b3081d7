package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliverySide.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many deliveries a second: accepted, accepted in batches, accepted and completed. */
final class DeliveryRates {

    private static final int BATCH = 100;
    private static final int WARM_UP_ROUNDS = 3;

    /** Clients that are this far ahead of the workers wait, so that the rate is that of both. */
    private static final int MOST_AHEAD = 5_000;

    private DeliveryRates() {}

    /** Until the server has compiled what it does; how many were accepted. */
    static long warmUp(DeliveryLoad load, DeliveryForm form) throws IOException {
        long accepted = 0;
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            accepted += load.closed(form.seconds()).accepted().getTotalCount();
        }
        return accepted;
    }

    /** Accepted but not attempted: their time has not come. */
    static void accepted(Kind kind, DeliveryForm form, Path folder, int targetPort)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("accept-" + kind),
                        "xpack.actions.queued.max: 100000000\n",
                        DeliverySide.CONNECTORS,
                        targetPort)) {
            Optional<Instant> tomorrow = Optional.of(Instant.now().plus(Duration.ofDays(1)));
            DeliveryLoad single =
                    new DeliveryLoad(
                            side.server().port(), () -> side.submissions().next(1, tomorrow));
            DeliveryLoad batches =
                    new DeliveryLoad(
                            side.server().port(), () -> side.submissions().next(BATCH, tomorrow));
            warmUp(single, form);
            List<Double> rates = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            List<Double> batchRates = new ArrayList<>();
            for (int round = 0; round < form.rounds(); round++) {
                DeliveryLoad.Result one = single.closed(form.seconds());
                rates.add(one.perSecond());
                tails.add(one.p99Millis());
                batchRates.add(batches.closed(form.seconds()).perSecond() * BATCH);
            }
            boolean sqlite = kind == Kind.SQLITE;
            System.out.printf(
                    "%s: accepted one by one %s /s, p99 %s ms; floor %d, aim %d, p99 50 ms%n",
                    kind.label(),
                    Sample.of(rates).text(0),
                    Sample.of(tails).text(1),
                    sqlite ? 5_000 : 2_000,
                    sqlite ? 12_000 : 6_000);
            System.out.printf(
                    "%s: accepted in batches of %d %s /s; floor %d, aim %d%n",
                    kind.label(),
                    BATCH,
                    Sample.of(batchRates).text(0),
                    sqlite ? 12_000 : 5_000,
                    sqlite ? 30_000 : 9_000);
        }
    }

    /** Accepted and completed for a while; the rate. */
    static double steady(
            Kind kind, DeliveryForm form, int steadySeconds, Path folder, int targetPort)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("steady-" + kind),
                        "",
                        DeliverySide.CONNECTORS,
                        targetPort)) {
            System.out.println(kind.label() + ": " + side.server().configuration());
            return steady(kind, form, steadySeconds, side);
        }
    }

    private static double steady(Kind kind, DeliveryForm form, int steadySeconds, DeliverySide side)
            throws IOException {
        DeliveryLoad load =
                new DeliveryLoad(
                        side.server().port(), () -> side.submissions().next(1, Optional.empty()));
        double before = warmUp(load, form);
        side.awaitDelivered(before, Duration.ofMinutes(1));
        long start = System.nanoTime();
        long end = start + steadySeconds * 1_000_000_000L;
        long accepted = 0;
        List<Double> seconds = new ArrayList<>();
        Duration cpu = ProcFiles.cpu(List.of(side.server().pid()));
        while (System.nanoTime() < end) {
            DeliveryLoad.Result result = load.closed(1);
            accepted += result.accepted().getTotalCount();
            if (!side.awaitDelivered(before + accepted - MOST_AHEAD, Duration.ofMinutes(1))) {
                throw new IOException("deliveries stand still");
            }
            seconds.add(result.p99Millis());
        }
        if (!side.awaitDelivered(before + accepted, Duration.ofMinutes(2))) {
            throw new IOException("not all that was accepted ended");
        }
        double rate = accepted / ((System.nanoTime() - start) / 1e9);
        Duration used = ProcFiles.cpu(List.of(side.server().pid())).minus(cpu);
        System.out.printf(
                Locale.ROOT,
                "%s: accepted and completed over %d s: %.0f /s, %d in all, %.0f CPU µs each, p99 of"
                        + " acceptance %.1f ms; floor %d, aim %d%n",
                kind.label(),
                steadySeconds,
                rate,
                accepted,
                used.toNanos() / 1_000.0 / accepted,
                Sample.of(seconds).median(),
                kind == Kind.SQLITE ? 2_500 : 1_500,
                kind == Kind.SQLITE ? 6_000 : 4_000);
        return rate;
    }

    /** Twice what it can do: what is too much is refused quickly, the rest is done. */
    static void saturated(Kind kind, DeliveryForm form, Path folder, int targetPort, double peak)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("saturated-" + kind),
                        "xpack.actions.queued.max: 2000\n",
                        DeliverySide.CONNECTORS,
                        targetPort)) {
            DeliveryLoad load =
                    new DeliveryLoad(
                            side.server().port(),
                            () -> side.submissions().next(1, Optional.empty()));
            warmUp(load, form);
            List<Double> goodput = new ArrayList<>();
            List<Double> refusals = new ArrayList<>();
            long refused = 0;
            for (int round = 0; round < form.rounds(); round++) {
                double before = side.delivered();
                long start = System.nanoTime();
                DeliveryLoad.Result result = load.crowd(2 * peak, form.seconds());
                goodput.add(
                        (side.delivered() - before) / ((System.nanoTime() - start) / 1e9) / peak);
                refused += result.refused().getTotalCount();
                refusals.add(result.refused().getValueAtPercentile(99) / 1_000.0);
            }
            System.out.printf(
                    "%s: at twice %.0f /s: goodput of that %s, %d answered 429, p99 %s ms; floor"
                            + " 0.80 and 200 ms, aim 0.90 and 50 ms%n",
                    kind.label(),
                    peak,
                    Sample.of(goodput).text(2),
                    refused,
                    Sample.of(refusals).text(1));
        }
    }
}
