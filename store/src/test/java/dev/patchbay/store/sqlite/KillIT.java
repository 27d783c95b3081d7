package dev.patchbay.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was reported stored is there after kill -9. */
class KillIT {

    private static final int KILLS = Boolean.getBoolean("patchbay.campaign") ? 200 : 3;
    private static final int ROWS = 2_000;

    @TempDir Path folder;

    @Test
    void nothingReportedIsLost() throws Exception {
        Set<Integer> reported = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(kill * 1_000_000, reported, ROWS + kill % 100 * 7);
            try (SqliteDatabase database = SqliteDatabase.open(folder, Clock.system())) {
                Set<Integer> found =
                        new HashSet<>(
                                database.read(
                                        s -> s.query("select id from t", row -> row.getInt(1))));
                assertThat(found).containsAll(reported);
                List<String> check =
                        database.read(
                                s -> s.query("pragma integrity_check", row -> row.getString(1)));
                assertThat(check).containsExactly("ok");
            }
        }
        assertThat(reported).hasSizeGreaterThan(KILLS * ROWS);
    }

    private void writeUntilKilled(int after, Set<Integer> reported, int rows) throws Exception {
        Process writer = CrashingWriter.start(folder, after);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            int read = 0;
            String line = lines.readLine();
            while (line != null) {
                // The pipe may hold the beginning of a line that the process did not finish.
                String next = lines.readLine();
                if (next == null) {
                    break;
                }
                reported.add(Integer.parseInt(line));
                line = next;
                if (++read == rows) {
                    writer.destroyForcibly();
                }
            }
        } catch (IOException e) {
            assertThat(e).hasMessage("Stream closed");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }
}
