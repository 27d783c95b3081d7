package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliverySide.Kind;
import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What others lose while a crowd of deliveries goes to a target that is not well. Each crowd has a
 * connector of its own, whose breaker is closed at first, and is watched (in the full form) for
 * longer than an attempt lasts: its beginning and the moment in which all its first attempts fail
 * are part of what is measured. One server sees all crowds, since what fails first in its life is
 * not compiled: the first round is told apart. Belongs to one thread.
 */
final class DeliveryNeighbours {

    private static final int PER_SECOND = 100;
    private static final List<Manner> MANNERS = List.of(Manner.HANGS, Manner.DRIPS, Manner.STALLS);

    /** Deliveries of a crowd in a request. */
    private static final int AT_ONCE = 50;

    /** Deliveries of a crowd that may be left: a probe of each breaker. */
    private static final int PROBES = 10;

    private final DeliveryForm form;
    private final DeliverySide side;
    private final DeliveryTarget target;
    private long crowds;

    private DeliveryNeighbours(DeliveryForm form, DeliverySide side, DeliveryTarget target) {
        this.form = form;
        this.side = side;
        this.target = target;
    }

    /** Others beside {@code bad} deliveries to a target of each bad manner, and what they lose. */
    static void measure(Kind kind, DeliveryForm form, Path folder, DeliveryTarget target)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind, folder.resolve("neighbours-" + kind), "", 100, target.port())) {
            DeliveryLatency.warmUp(form, side, target);
            DeliveryNeighbours run = new DeliveryNeighbours(form, side, target);
            run.rounds(kind);
        }
    }

    private void rounds(Kind kind) throws IOException {
        if (form.settleSeconds() > 0) {
            print(kind, "the first crowd since the start", List.of(round()));
        }
        List<List<Beside>> rounds = new ArrayList<>();
        for (int i = 0; i < form.othersRounds(); i++) {
            rounds.add(round());
        }
        print(kind, "later ones", rounds);
    }

    /** The p99 of others, milliseconds. */
    private record Beside(double alone, double beside) {

        double ratio() {
            return beside / alone;
        }
    }

    /** Of each manner. */
    private List<Beside> round() throws IOException {
        double alone = others(form.othersSeconds());
        List<Beside> all = new ArrayList<>();
        for (Manner manner : MANNERS) {
            try (DeliveryTarget bad = DeliveryTarget.plain(manner, 0)) {
                submit(manner, bad);
                all.add(new Beside(alone, others(form.besideSeconds())));
                awaitGone();
            }
        }
        return all;
    }

    private double others(int seconds) throws IOException {
        return DeliveryLatency.firstByte(side, target, PER_SECOND, seconds);
    }

    private void submit(Manner manner, DeliveryTarget bad) throws IOException {
        String prefix = "bad" + crowds++;
        String scheme = manner == Manner.STALLS ? "https" : "http";
        Webhooks.create(
                side.server().port(),
                side.headers(),
                prefix,
                1,
                scheme + "://" + Ports.LOOPBACK + ":" + bad.port() + "/hook");
        Submissions toBad = new Submissions(side.headers(), prefix, 1);
        Instant end = Instant.now().plusSeconds(form.besideSeconds());
        try (HttpConnection connection = new HttpConnection(side.server().port())) {
            for (int sent = 0; sent < form.bad(); sent += AT_ONCE) {
                HttpReply reply =
                        connection.send(
                                toBad.next(AT_ONCE, Optional.empty(), Optional.of(end)).bytes());
                if (reply.status() != 202) {
                    throw new IOException(
                            "a crowd was answered " + reply.status() + ": " + reply.text());
                }
            }
        }
    }

    /** The crowd has expired, and what was under way has failed. */
    private void awaitGone() throws IOException {
        if (form.settleSeconds() == 0) {
            return;
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(form.settleSeconds()).toNanos();
        while (side.pending() > PROBES) {
            if (System.nanoTime() > deadline) {
                throw new IOException("a crowd has not gone: " + side.pending() + " are pending");
            }
            LockSupport.parkNanos(100_000_000);
        }
        // What their end left to do.
        LockSupport.parkNanos(2_000_000_000);
    }

    private void print(Kind kind, String when, List<List<Beside>> rounds) {
        for (int i = 0; i < MANNERS.size(); i++) {
            int manner = i;
            List<Beside> all = rounds.stream().map(round -> round.get(manner)).toList();
            System.out.printf(
                    Locale.ROOT,
                    "%s: others' p99 while %d deliveries go to a target that %s, %s: %s ms, alone"
                            + " %s ms: %s ×; floor 1.5 ×, aim 1.1 ×%n",
                    kind.label(),
                    form.bad(),
                    MANNERS.get(i).name().toLowerCase(Locale.ROOT),
                    when,
                    Sample.of(all.stream().map(Beside::beside).toList()).text(1),
                    Sample.of(all.stream().map(Beside::alone).toList()).text(1),
                    Sample.of(all.stream().map(Beside::ratio).toList()).text(2));
        }
    }
}
