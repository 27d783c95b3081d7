package dev.patchbay.server;

import dev.patchbay.net.Network;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of the connections that go out. */
final class NetworkMetrics {

    private NetworkMetrics() {}

    static void register(MeterRegistry meters, Network network) {
        Gauge.builder("patchbay.network.leased", network, n -> n.stats().leased())
                .description("Outbound connections in use by a call")
                .register(meters);
        Gauge.builder("patchbay.network.available", network, n -> n.stats().available())
                .description("Outbound connections that are idle and kept")
                .register(meters);
        Gauge.builder("patchbay.network.pending", network, n -> n.stats().pending())
                .description("Outbound connections that are being made")
                .register(meters);
    }
}
