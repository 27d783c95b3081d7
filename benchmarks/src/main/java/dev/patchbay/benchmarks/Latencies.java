package dev.patchbay.benchmarks;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Percentiles of one way to the target, over rounds. In milliseconds. Not thread-safe. */
final class Latencies {

    private final String name;
    private final List<Double> halves = new ArrayList<>();
    private final List<Double> tails = new ArrayList<>();

    Latencies(String name) {
        this.name = name;
    }

    /** Adds a round, whose values are microseconds. */
    void add(Histogram round) {
        halves.add(round.getValueAtPercentile(50) / 1_000.0);
        tails.add(round.getValueAtPercentile(99) / 1_000.0);
    }

    Sample p50() {
        return Sample.of(halves);
    }

    Sample p99() {
        return Sample.of(tails);
    }

    String text() {
        return "%-18s p50 %s ms, p99 %s ms".formatted(name + ":", p50().text(2), p99().text(2));
    }

    /** What these medians have above those of the shorter way. */
    String addedTo(Latencies shorter) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms",
                p50().median() - shorter.p50().median(),
                p99().median() - shorter.p99().median());
    }
}
