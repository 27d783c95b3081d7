package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.util.List;

final class SampleTest {

    @Test
    void medianIsTheMiddleWhateverTheOrder() {
        assertThat(new Sample(9, 1, 5).median()).isEqualTo(5);
        assertThat(new Sample(4, 1, 2, 100).median()).isEqualTo(3);
        assertThat(new Sample(7).median()).isEqualTo(7);
    }

    @Test
    void textShowsMedianAndRange() {
        assertThat(Sample.of(List.of(3.0, 1.0, 2.25)).text(1)).isEqualTo("2.3 (1.0 … 3.0)");
    }

    @Test
    void addedLatencyIsTheDifferenceOfMediansOfRounds() {
        Latencies direct = new Latencies("direct");
        Latencies longer = new Latencies("longer");
        for (int micros : List.of(200, 100, 9_000)) {
            direct.add(constant(micros));
            longer.add(constant(micros + 500));
        }
        assertThat(direct.p50().median()).isEqualTo(0.2);
        assertThat(longer.addedTo(direct)).isEqualTo("p50 0.50 ms, p99 0.50 ms");
    }

    @Test
    void histogramKeepsPercentilesToThreeDigits() {
        Histogram histogram = OpenLoop.histogram();
        for (int micros = 1; micros <= 100_000; micros++) {
            histogram.recordValue(micros);
        }
        assertThat(histogram.getValueAtPercentile(50)).isBetween(49_950L, 50_050L);
        assertThat(histogram.getValueAtPercentile(99)).isBetween(98_900L, 99_100L);
    }

    private static Histogram constant(int micros) {
        Histogram histogram = OpenLoop.histogram();
        histogram.recordValueWithCount(micros, 100);
        return histogram;
    }
}
