package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Whatever stands in a kibana.yml, the environment and the command line: a result, within 100 ms of
 * processor time (a second where it is not a campaign on a machine of its own), and nothing is
 * kept. {@code -Dpatchbay.campaign=true}: half a million inputs.
 */
final class SettingsFuzzIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int INPUTS = CAMPAIGN ? 500_000 : 20_000;
    private static final int WARM_UP = 2_000;
    private static final long MOST_NANOS = CAMPAIGN ? 100_000_000 : 1_000_000_000;
    private static final long MOST_GROWTH = 16L << 20;

    /** Processor time: what else the machine does must not fail the test. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private Path directory;

    /** In memory where there is such a place: writing the file costs more than loading it. */
    @BeforeEach
    void makeDirectory(@TempDir Path disk) throws IOException {
        Path memory = Path.of("/dev/shm");
        directory =
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "settings-fuzz")
                        : disk;
    }

    @AfterEach
    void removeDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("kibana.yml"));
        Files.deleteIfExists(directory);
    }

    @Test
    void alwaysAResultSoonAndNothingKept() throws IOException {
        long seed = Long.getLong("patchbay.seed", System.nanoTime());
        System.out.println("SettingsFuzzIT: -Dpatchbay.seed=" + seed);
        FuzzedSettings fuzzed = new FuzzedSettings(new SplittableRandom(seed));
        Path file = directory.resolve("kibana.yml");
        long slowest = 0;
        long before = 0;
        int loaded = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] yaml = fuzzed.file();
            Files.write(file, yaml);
            SettingsSource source =
                    new SettingsSource(
                            List.of(file), fuzzed.overrides(), fuzzed.environment(), directory);
            String what = "seed " + seed + ", input " + i;
            long nanos = nanos(source, what, yaml);
            if (nanos > MOST_NANOS) {
                nanos = Math.min(nanos, nanos(source, what + " again", yaml));
            }
            if (i >= WARM_UP) {
                slowest = Math.max(slowest, nanos);
                assertThat(nanos).as(what).isLessThan(MOST_NANOS);
            }
            loaded += last instanceof SettingsResult.Loaded ? 1 : 0;
            if (i == INPUTS / 4) {
                before = heap();
            }
        }
        long growth = heap() - before;
        System.out.printf(
                "SettingsFuzzIT: %d inputs, %d loaded, slowest %.1f ms, heap %+d KiB%n",
                INPUTS, loaded, slowest / 1e6, growth >> 10);
        assertThat(growth).as("heap kept, bytes").isLessThan(MOST_GROWTH);
        assertThat(loaded).as("inputs that get past every check").isGreaterThan(INPUTS / 100);
    }

    private SettingsResult last = SettingsResult.Refused.invalid("");

    private long nanos(SettingsSource source, String what, byte[] yaml) {
        long start = THREAD.getCurrentThreadCpuTime();
        try {
            last = SettingsLoader.load(source);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    what + "\n" + new String(yaml, StandardCharsets.ISO_8859_1) + "\n" + source, e);
        }
        long nanos = THREAD.getCurrentThreadCpuTime() - start;
        if (last instanceof SettingsResult.Refused refused) {
            assertThat(refused.exitCode()).as(what).isIn(64, 78);
            assertThat(refused.message())
                    .as(what)
                    .isNotBlank()
                    .doesNotContain("Exception", "dev.patchbay", "java.");
        }
        return nanos;
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void theGeneratorReachesEverySection() throws IOException {
        FuzzedSettings fuzzed = new FuzzedSettings(new SplittableRandom(1));
        Map<String, Integer> seen = new java.util.TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            Path file = directory.resolve("kibana.yml");
            Files.write(file, fuzzed.file());
            SettingsResult result =
                    SettingsLoader.load(
                            new SettingsSource(List.of(file), List.of(), Map.of(), directory));
            if (result instanceof SettingsResult.Refused refused) {
                for (SettingsRoot root : Roots.HONOURED) {
                    if (refused.message().startsWith("[" + root.errorRoot())) {
                        seen.merge(root.name(), 1, Integer::sum);
                    }
                }
            }
        }
        assertThat(seen.keySet())
                .contains("server", "xpack.actions", "patchbay", "logging", "xpack.security");
    }
}
