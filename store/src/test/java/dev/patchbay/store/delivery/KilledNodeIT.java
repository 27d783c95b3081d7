package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.testkit.SqliteDirectory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code kill -9} of the only node of a SQLite database while deliveries are accepted and
 * delivered: whatever was accepted arrives, and arrives again at most once for each death.
 */
class KilledNodeIT {

    private static final int KILLS = Boolean.getBoolean("patchbay.campaign") ? 100 : 3;
    private static final int ACCEPTED_BEFORE_A_KILL = 300;

    /** The promise, measured by the campaign; otherwise: not at the end of a lease of 30 s. */
    private static final Duration LONGEST_RESUME =
            Duration.ofSeconds(Boolean.getBoolean("patchbay.campaign") ? 5 : 20);

    @TempDir private Path folder;
    private final List<String> accepted = new ArrayList<>();

    /** When each life was killed. */
    private final Map<String, Long> killed = new LinkedHashMap<>();

    @Test
    void nothingAcceptedIsLost() throws Exception {
        Path target = folder.resolve("received");
        try (SqliteDirectory data = SqliteDirectory.create()) {
            for (int kill = 0; kill < KILLS; kill++) {
                liveUntilKilled(data.path(), target, "life-" + kill);
            }
            Process last =
                    MortalNode.start(
                            data.path().toString(),
                            target,
                            MortalNode.Work.DRAIN,
                            "node-1",
                            "last",
                            Map.of());
            assertThat(last.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(last.exitValue()).isZero();

            Map<String, List<Receipt>> received = Receipt.read(target);
            List<String> again;
            try (Database database =
                    Database.open(new DatabaseOptions.Sqlite(data.path(), Clock.system()))) {
                again = Receipt.check(received, accepted, killed.keySet(), database);
            }
            Duration resume = worstResume(received);
            System.out.printf(
                    "KilledNodeIT, SQLite: %d accepted, %d kills, 0 lost, resumed within %d ms,"
                            + " %d twice: %s%n",
                    accepted.size(), KILLS, resume.toMillis(), again.size(), again);
            assertThat(accepted).hasSizeGreaterThan(KILLS * ACCEPTED_BEFORE_A_KILL - 1);
            assertThat(resume).isLessThan(LONGEST_RESUME);
        }
    }

    private void liveUntilKilled(Path data, Path target, String life) throws Exception {
        Process node =
                MortalNode.start(
                        data.toString(), target, MortalNode.Work.ACCEPT, "node-1", life, Map.of());
        int mine = 0;
        try (BufferedReader lines = node.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                // The last line may be cut off by the kill, which the client then never saw.
                if (line.length() == MortalNode.ID_LENGTH) {
                    accepted.add(line);
                    mine++;
                }
                if (mine == ACCEPTED_BEFORE_A_KILL) {
                    killed.putIfAbsent(life, System.nanoTime());
                    node.toHandle().destroyForcibly(); // keeps its output readable
                }
                line = lines.readLine();
            }
        }
        assertThat(node.waitFor()).isEqualTo(MortalNode.KILLED);
    }

    /** From a kill to the first delivery of the next life, the start of its process included. */
    private Duration worstResume(Map<String, List<Receipt>> received) {
        List<Receipt> all =
                received.values().stream()
                        .flatMap(List::stream)
                        .sorted((a, b) -> Long.compare(a.nanos(), b.nanos()))
                        .toList();
        Duration worst = Duration.ZERO;
        for (Map.Entry<String, Long> kill : killed.entrySet()) {
            Receipt next =
                    all.stream()
                            .filter(one -> one.nanos() > kill.getValue())
                            .filter(one -> !one.life().equals(kill.getKey()))
                            .findFirst()
                            .orElseThrow();
            Duration resume = Duration.ofNanos(next.nanos() - kill.getValue());
            worst = worst.compareTo(resume) < 0 ? resume : worst;
        }
        return worst;
    }
}
