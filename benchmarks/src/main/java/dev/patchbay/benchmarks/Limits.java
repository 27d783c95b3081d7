package dev.patchbay.benchmarks;

import java.util.List;

/**
 * How long a run may take: the full form is what docs/performance.md reports, the short form shows
 * that the run works.
 *
 * @param rounds of each measure
 * @param seconds of a closed-loop round
 * @param openSeconds of an open-loop round
 * @param starts of the server, for their median
 * @param attempts stored before the server is started again
 * @param idleSeconds before resident memory is read
 * @param spaces of the large server
 * @param connectors in each of them, and, doubled, on the server that is started again
 */
record Limits(
        int rounds,
        int seconds,
        int openRounds,
        int openSeconds,
        int starts,
        int attempts,
        int idleSeconds,
        int spaces,
        int connectors) {

    private static final Limits FULL = new Limits(5, 10, 3, 30, 7, 1_000_000, 60, 20, 5_000);
    private static final Limits SHORT = new Limits(2, 2, 1, 3, 2, 2_000, 2, 2, 200);

    /** The limits of a command line: nothing, or {@code --short}. */
    static Limits of(String[] arguments) {
        return switch (String.join(" ", List.of(arguments))) {
            case "" -> FULL;
            case "--short" -> SHORT;
            default -> throw new IllegalArgumentException("usage: [--short]");
        };
    }
}
