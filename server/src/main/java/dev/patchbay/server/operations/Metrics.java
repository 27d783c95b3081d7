package dev.patchbay.server.operations;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.List;

/** The meters of the process and {@code GET /metrics} in Prometheus' text format. Thread-safe. */
public final class Metrics implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** With the meters of the JVM. */
    public Metrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Where everything in the house registers its meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The route. */
    public List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/metrics",
                        Access.ANONYMOUS,
                        "Metrics in Prometheus' text format",
                        _ -> Answer.text(200, TEXT, registry.scrape())));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
