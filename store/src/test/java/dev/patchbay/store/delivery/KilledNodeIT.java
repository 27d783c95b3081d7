package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.SqliteDirectory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code kill -9} while deliveries are accepted and delivered: whatever was accepted arrives, and
 * arrives again at most once for each death.
 */
class KilledNodeIT {

    private static final int KILLS = Boolean.getBoolean("patchbay.campaign") ? 30 : 3;
    private static final int ACCEPTED_BEFORE_A_KILL = 300;

    @TempDir private Path folder;

    @Test
    void nothingAcceptedIsLostOnSqlite() throws Exception {
        try (SqliteDirectory data = SqliteDirectory.create()) {
            killAgainAndAgain(data.path().toString());
        }
    }

    @Test
    void nothingAcceptedIsLostOnPostgres() throws Exception {
        try (PostgresDatabase data = PostgresServer.shared().newDatabase()) {
            killAgainAndAgain(data.jdbcUrl());
        }
    }

    private void killAgainAndAgain(String data) throws Exception {
        Path target = folder.resolve("received");
        List<String> accepted = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            accepted.addAll(lifeThatIsCutOff(data, target));
        }
        Process last = MortalNode.start(data, target, "drain", Map.of());
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();

        Map<String, Long> received =
                Files.readAllLines(target).stream()
                        .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        List<String> lost = accepted.stream().filter(id -> !received.containsKey(id)).toList();
        List<String> tooOften =
                received.entrySet().stream()
                        .filter(one -> one.getValue() > 1 + KILLS)
                        .map(Map.Entry::getKey)
                        .toList();
        System.out.println(
                accepted.size()
                        + " accepted, "
                        + KILLS
                        + " kills, "
                        + lost.size()
                        + " lost, twice: "
                        + received.entrySet().stream()
                                .filter(one -> one.getValue() > 1)
                                .map(Map.Entry::getKey)
                                .toList());
        assertThat(accepted).hasSizeGreaterThan(KILLS * ACCEPTED_BEFORE_A_KILL - 1);
        assertThat(lost).isEmpty();
        assertThat(tooOften).isEmpty();
    }

    private static List<String> lifeThatIsCutOff(String data, Path target) throws Exception {
        Process node = MortalNode.start(data, target, "accept", Map.of());
        List<String> accepted = new ArrayList<>();
        try (BufferedReader lines = node.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                // The last line may be cut off by the kill, which the client then never saw.
                if (line.length() == MortalNode.ID_LENGTH) {
                    accepted.add(line);
                }
                if (accepted.size() == ACCEPTED_BEFORE_A_KILL) {
                    node.toHandle().destroyForcibly(); // keeps its output readable
                }
                line = lines.readLine();
            }
        }
        assertThat(node.waitFor()).isEqualTo(MortalNode.KILLED);
        return accepted;
    }
}
