package dev.patchbay.benchmarks;

import java.util.List;

/**
 * How long {@code benchmarks/delivery} may take; the short form shows that it works.
 *
 * @param rounds of each measure that has a median
 * @param seconds of a round
 * @param steadySeconds of accepting and completing without a pause
 * @param othersSeconds of watching others beside a target that is not well
 * @param pending deliveries of the large queue
 * @param holdSeconds for which a slow target keeps an attempt
 * @param plain attempts under way to slow targets, over HTTP
 * @param tls the same over HTTPS
 * @param bad deliveries to a target that is not well
 */
record DeliveryForm(
        int rounds,
        int seconds,
        int steadySeconds,
        int othersSeconds,
        int pending,
        int holdSeconds,
        int plain,
        int tls,
        int bad) {

    private static final DeliveryForm FULL =
            new DeliveryForm(5, 10, 600, 60, 1_000_000, 30, 2_400, 600, 2_000);
    private static final DeliveryForm SHORT = new DeliveryForm(1, 2, 3, 3, 3_000, 2, 100, 20, 50);

    /** The form of a command line: nothing, or {@code --short}. */
    static DeliveryForm of(String[] arguments) {
        return switch (String.join(" ", List.of(arguments))) {
            case "" -> FULL;
            case "--short" -> SHORT;
            default -> throw new IllegalArgumentException("usage: [--short]");
        };
    }
}
