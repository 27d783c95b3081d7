package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class WrkResultTest {

    @Test
    void resultIsFoundBelowTheTextOfWrk() {
        String output =
                """
                Running 11s test @ http://127.0.0.1:8080
                  1 threads and 64 connections
                Requests/sec:   4012.11
                RESULT executes=40100 seconds=10.000000 failed=3
                """;
        WrkResult result = WrkResult.parse(output);
        assertThat(result).isEqualTo(new WrkResult(40_100, 10.0, 3));
        assertThat(result.perSecond()).isEqualTo(4_010);
    }

    @Test
    void outputWithoutResultIsRefusedAndShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrkResult.parse("unable to connect"))
                .withMessageContaining("unable to connect");
    }
}
