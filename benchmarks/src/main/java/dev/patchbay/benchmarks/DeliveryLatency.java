package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliverySide.Kind;
import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** From the submission to the first byte at the target, and attempts to slow targets. */
final class DeliveryLatency {

    private static final int IDLE_PER_SECOND = 20;

    private DeliveryLatency() {}

    /** The p99 in milliseconds of so many a second, in an open loop. */
    static double firstByte(
            DeliverySide side, DeliveryTarget target, double perSecond, double seconds)
            throws IOException {
        target.firstBytes();
        new DeliveryLoad(
                        side.server().port(),
                        () -> {
                            Submissions.Request next = side.submissions().next(1, Optional.empty());
                            target.expect(next.number());
                            return next;
                        })
                .open(perSecond, seconds);
        side.awaitDelivered(Double.MAX_VALUE, Duration.ofSeconds(1));
        return target.firstBytes().getValueAtPercentile(99) / 1_000.0;
    }

    static void warmUp(DeliveryForm form, DeliverySide side, DeliveryTarget target)
            throws IOException {
        long accepted =
                DeliveryRates.warmUp(
                        new DeliveryLoad(
                                side.server().port(),
                                () -> side.submissions().next(1, Optional.empty())),
                        form);
        side.awaitDelivered(accepted, Duration.ofMinutes(1));
        target.firstBytes();
    }

    /** Idle and at half of what it can do. */
    static void alone(Kind kind, DeliveryForm form, Path folder, DeliveryTarget target, double peak)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("latency-" + kind),
                        "",
                        DeliverySide.CONNECTORS,
                        target.port())) {
            warmUp(form, side, target);
            double[] idle = new double[form.rounds()];
            double[] half = new double[form.rounds()];
            for (int round = 0; round < form.rounds(); round++) {
                idle[round] = firstByte(side, target, IDLE_PER_SECOND, form.seconds());
                half[round] = firstByte(side, target, peak / 2, form.seconds());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: submission to first byte, p99, idle %s ms, at %.0f /s %s ms; floor 30 /"
                            + " 150 ms, aim 8 / 40 ms%n",
                    kind.label(),
                    new Sample(idle).text(1),
                    peak / 2,
                    new Sample(half).text(1));
        }
    }

    /** How many attempts to slow targets are under way at once. */
    static void inFlight(Kind kind, DeliveryForm form, Path folder, boolean tls)
            throws IOException {
        int count = tls ? form.tls() : form.plain();
        try (DeliveryTarget slow =
                        tls
                                ? new DeliveryTarget(
                                        TlsKey.listen(folder), Manner.HOLDS, form.holdSeconds())
                                : DeliveryTarget.plain(Manner.HOLDS, form.holdSeconds());
                DeliverySide side =
                        DeliverySide.start(
                                kind, folder.resolve("slow-" + tls + kind), "", 1, slow.port())) {
            Webhooks.create(
                    side.server().port(),
                    side.headers(),
                    "slow",
                    20,
                    (tls ? "https" : "http") + "://127.0.0.1:" + slow.port() + "/hook");
            Submissions submissions = new Submissions(side.headers(), "slow", 20);
            try (HttpConnection connection = new HttpConnection(side.server().port())) {
                for (int sent = 0; sent < count; sent += 20) {
                    connection.send(submissions.next(20, Optional.empty()).bytes());
                }
            }
            boolean all =
                    side.awaitDelivered(count, Duration.ofSeconds(4L * form.holdSeconds() + 10));
            System.out.printf(
                    "%s: targets of %d s in flight, %s: %d of %d at once, %s; floor %d, aim %d%n",
                    kind.label(),
                    form.holdSeconds(),
                    tls ? "TLS" : "plain",
                    slow.most(),
                    count,
                    all ? "all delivered" : "NOT all delivered",
                    tls ? 500 : 2_000,
                    tls ? 2_000 : 10_000);
        }
    }
}
