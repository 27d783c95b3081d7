package dev.patchbay.server;

import dev.patchbay.store.Database;
import dev.patchbay.store.sql.Figures;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.ToDoubleFunction;

/** Meters of the database; reading one asks this process only, never the database. */
final class DatabaseMetrics {

    private DatabaseMetrics() {}

    static void register(MeterRegistry meters, Database database) {
        gauge(meters, database, "waiting", "Writes that wait to be begun", f -> f.waitingWrites());
        gauge(meters, database, "connections.active", "Connections at work", f -> f.active());
        gauge(meters, database, "connections.idle", "Connections without work", f -> f.idle());
        gauge(meters, database, "size.bytes", "Files on this machine", f -> f.fileBytes());
        gauge(meters, database, "log.bytes", "Write-ahead log here", f -> f.logBytes());
        counter(meters, database, "writes", "Works that were committed", f -> f.writes());
        counter(meters, database, "commits", "Transactions committed", f -> f.commits());
        counter(meters, database, "commits.failed", "Commits that failed", f -> f.failedCommits());
        counter(
                meters,
                database,
                "commit.seconds",
                "Time spent in commits",
                f -> f.commitNanos() / 1e9);
    }

    private static void gauge(
            MeterRegistry meters,
            Database database,
            String name,
            String description,
            ToDoubleFunction<Figures> value) {
        Gauge.builder("patchbay.store." + name, database, d -> value.applyAsDouble(d.figures()))
                .description(description)
                .register(meters);
    }

    private static void counter(
            MeterRegistry meters,
            Database database,
            String name,
            String description,
            ToDoubleFunction<Figures> value) {
        FunctionCounter.builder(
                        "patchbay.store." + name, database, d -> value.applyAsDouble(d.figures()))
                .description(description)
                .register(meters);
    }
}
