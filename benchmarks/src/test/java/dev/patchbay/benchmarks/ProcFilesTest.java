package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

final class ProcFilesTest {

    @Test
    void ticksAreUserAndSystemTimeAlsoWhenTheNameHoldsBlanksAndParentheses() {
        String stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 9 0 0 0 1500 25 7 8 20 0 33 0 99 1 2";
        assertThat(ProcFiles.ticks(stat)).isEqualTo(1525);
    }

    @Test
    void residentMemoryIsReadFromTheStatus() {
        assertThat(ProcFiles.residentKib(List.of("Name:\tjava", "VmRSS:\t  224576 kB")))
                .isEqualTo(224576);
    }

    @Test
    void cpuOfThisProcessGrowsWhileItWorks() throws IOException {
        List<Long> self = List.of(ProcessHandle.current().pid());
        Duration before = ProcFiles.cpu(self);
        // Counted in hundredths of a second, of which a busy machine may grant none for a while.
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ProcFiles.cpu(self).equals(before) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(ProcFiles.cpu(self)).isGreaterThan(before);
    }

    /** By now it has compiled something. */
    @Test
    void timeOfTheCompilerIsPartOfTheWhole() throws IOException {
        long self = ProcessHandle.current().pid();
        Duration compilers = ProcFiles.compilers(self);
        assertThat(compilers).isPositive().isLessThan(ProcFiles.cpu(List.of(self)));
    }
}
