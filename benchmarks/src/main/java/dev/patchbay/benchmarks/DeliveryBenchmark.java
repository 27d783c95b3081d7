package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliveryParts.Part;
import dev.patchbay.benchmarks.DeliverySide.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Every promise about deliveries, on SQLite and on PostgreSQL with {@code fsync}, beside raw group
 * commits, db-scheduler and Alertmanager. Ends with 1 if a delivery is missing.
 */
final class DeliveryBenchmark {

    private DeliveryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        DeliveryParts run = DeliveryParts.of(arguments);
        System.out.printf(
                "%d processors, Linux %s, Java %s, load %s%n%s%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).strip(),
                run);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path())) {
            for (Kind kind : run.kinds()) {
                ours(kind, run, folder.path(), target.port());
                System.out.println();
            }
            if (run.parts().contains(Part.PEERS)) {
                peers(run.form(), folder.path(), target.port());
            }
        }
        // The database server of the run has threads of its own.
        System.exit(0);
    }

    private static void ours(Kind kind, DeliveryParts run, Path folder, int nginx)
            throws IOException {
        DeliveryForm form = run.form();
        Set<Part> parts = run.parts();
        if (parts.contains(Part.ACCEPTED)) {
            DeliveryRates.accepted(kind, form, folder, nginx);
            raw(kind, form, folder);
        }
        double peak = 0;
        if (parts.contains(Part.STEADY)) {
            peak = DeliveryRates.steady(kind, form, form.steadySeconds(), folder, nginx);
        } else if (parts.contains(Part.LATENCY) || parts.contains(Part.SATURATED)) {
            // Both are told in parts of it.
            peak =
                    DeliveryRates.steady(
                            kind, form, DeliveryForm.PROBE.steadySeconds(), folder, nginx);
        }
        try (DeliveryTarget target = DeliveryTarget.plain(DeliveryTarget.Manner.ANSWERS, 0)) {
            if (parts.contains(Part.LATENCY)) {
                DeliveryLatency.alone(kind, form, folder, target, peak);
            }
            if (parts.contains(Part.NEIGHBOURS)) {
                DeliveryNeighbours.measure(kind, form, folder, target);
            }
        }
        if (parts.contains(Part.SATURATED)) {
            DeliveryRates.saturated(kind, form, folder, nginx, peak);
        }
        if (parts.contains(Part.SLOW)) {
            DeliveryLatency.inFlight(kind, form, folder, false);
            DeliveryLatency.inFlight(kind, form, folder, true);
        }
        if (parts.contains(Part.CLAIMS)) {
            DeliveryQueue.claims(kind, form, folder);
        }
        if (parts.contains(Part.DRAIN)) {
            DeliveryQueue.drain(kind, form, folder, nginx);
        }
    }

    private static void raw(Kind kind, DeliveryForm form, Path folder) throws IOException {
        Sample raw =
                kind == Kind.SQLITE ? RawCommits.sqlite(folder, form) : RawCommits.postgres(form);
        System.out.printf(
                "%s: raw group commit of a kilobyte, 64 callers: %s /s%n",
                kind.label(), raw.text(0));
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
