package dev.patchbay.benchmarks;

/**
 * How long {@code benchmarks/delivery} may take; the short form shows that it works, its figures
 * mean nothing.
 *
 * @param rounds of each measure that has a median
 * @param seconds of a round
 * @param steadySeconds of accepting and completing without a pause
 * @param othersRounds of a crowd to each kind of target that is not well
 * @param othersSeconds of watching others alone
 * @param besideSeconds of watching them beside a crowd, which then expires
 * @param settleSeconds for which a crowd is waited for at most until it has gone; 0 = it is not
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
        int othersRounds,
        int othersSeconds,
        int besideSeconds,
        int settleSeconds,
        int pending,
        int holdSeconds,
        int plain,
        int tls,
        int bad) {

    static final DeliveryForm FULL =
            new DeliveryForm(5, 10, 600, 3, 60, 75, 70, 1_000_000, 30, 2_400, 600, 2_000);

    /** Each figure roughly, in twenty minutes. */
    static final DeliveryForm PROBE =
            new DeliveryForm(2, 5, 60, 1, 30, 30, 70, 200_000, 30, 2_400, 600, 2_000);

    static final DeliveryForm SHORT = new DeliveryForm(1, 2, 3, 1, 3, 3, 0, 3_000, 2, 100, 20, 50);
}
