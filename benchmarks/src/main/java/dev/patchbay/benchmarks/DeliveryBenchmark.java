package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliverySide.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Every promise about deliveries, on SQLite and on PostgreSQL with {@code fsync}, beside raw group
 * commits, db-scheduler and Alertmanager. Ends with 1 if a delivery is missing.
 */
final class DeliveryBenchmark {

    private DeliveryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        DeliveryForm form = DeliveryForm.of(arguments);
        System.out.printf(
                "%d processors, Linux %s, Java %s, load %s%n%s%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).strip(),
                form);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path())) {
            for (Kind kind : Kind.values()) {
                ours(kind, form, folder.path(), target.port());
                System.out.println();
            }
            peers(form, folder.path(), target.port());
        }
        // The database server of the run has threads of its own.
        System.exit(0);
    }

    private static void ours(Kind kind, DeliveryForm form, Path folder, int nginx)
            throws IOException {
        double batchRate = DeliveryRates.accepted(kind, form, folder, nginx);
        Sample raw =
                kind == Kind.SQLITE ? RawCommits.sqlite(folder, form) : RawCommits.postgres(form);
        System.out.printf(
                "%s: raw group commit of a kilobyte, 64 callers: %s /s%n",
                kind.label(), raw.text(0));
        double peak;
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("steady-" + kind),
                        "",
                        DeliverySide.CONNECTORS,
                        nginx)) {
            System.out.println(kind.label() + ": " + side.server().configuration());
            peak = DeliveryRates.steady(kind, form, side);
        }
        try (DeliveryTarget target = DeliveryTarget.plain(DeliveryTarget.Manner.ANSWERS, 0)) {
            try (DeliverySide side =
                    DeliverySide.start(
                            kind,
                            folder.resolve("latency-" + kind),
                            "",
                            DeliverySide.CONNECTORS,
                            target.port())) {
                DeliveryLatency.alone(kind, form, side, target, peak);
            }
            DeliveryLatency.besideBadTargets(kind, form, folder, target);
        }
        DeliveryRates.saturated(kind, form, folder, nginx, peak);
        DeliveryLatency.inFlight(kind, form, folder, false);
        DeliveryLatency.inFlight(kind, form, folder, true);
        DeliveryQueue.claims(kind, form, folder);
        DeliveryQueue.drain(kind, form, folder, nginx, batchRate);
    }

    private static void peers(DeliveryForm form, Path folder, int nginx) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "db-scheduler on PostgreSQL (%s): accepted and completed %.0f /s%n",
                DbSchedulerPeer.configuration(),
                DbSchedulerPeer.completed(form, nginx));
        Alertmanager.measure(form, folder);
    }
}
