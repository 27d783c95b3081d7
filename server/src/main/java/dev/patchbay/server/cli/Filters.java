package dev.patchbay.server.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which deliveries. */
final class Filters {

    @Option(names = "--connector", paramLabel = "ID", description = "Of this connector.")
    private @Nullable String connector;

    @Option(names = "--lane", paramLabel = "LANE", description = "Of this lane.")
    private @Nullable String lane;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Ended for this reason, such as clientError.")
    private @Nullable String reason;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Accepted at or after this time, such as 2026-11-26T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Accepted before this time.")
    private @Nullable String to;

    /** By their names in the API. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "connector_id", connector);
        put(given, "lane", lane);
        put(given, "reason", reason);
        put(given, "from", from);
        put(given, "to", to);
        return given;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
