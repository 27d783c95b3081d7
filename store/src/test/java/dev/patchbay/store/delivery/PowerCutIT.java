package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.testkit.PowerCut;
import dev.patchbay.testkit.SqliteDirectory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The power goes while deliveries are accepted and delivered: what was answered as accepted was on
 * disk. The same run on a disk that syncs nothing must lose, or the cut cuts nothing. Needs gcc.
 */
class PowerCutIT {

    private static final int CUTS = Boolean.getBoolean("patchbay.campaign") ? 50 : 3;
    private static final int MOST_BEFORE_A_CUT = 400;

    /** Between the last answer that counts and the cut. */
    private static final int MOST_MICROS = 8_000;

    /** A few cuts may all fall between a sync and the next write. */
    private static final int ENOUGH_TO_HIT = 20;

    @TempDir private Path folder;
    private PowerCut power;

    @BeforeEach
    void compile() throws Exception {
        Optional<PowerCut> made = PowerCut.in(folder);
        assumeTrue(made.isPresent(), "skipped: no gcc here");
        power = made.get();
    }

    @Test
    void whatWasAcceptedOutlivesThePower() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (SqliteDirectory data = SqliteDirectory.create()) {
            Path target = folder.resolve("received");
            List<String> accepted = new ArrayList<>();
            int gone = 0;
            for (int cut = 0; cut < CUTS; cut++) {
                int before = 1 + random.nextInt(MOST_BEFORE_A_CUT);
                accepted.addAll(
                        live(data.path(), target, before, false, random.nextInt(MOST_MICROS)));
                gone += power.cut(data.path());
            }
            Set<String> lost = lost(data.path(), target, accepted);
            System.out.printf(
                    "PowerCutIT: %d accepted, %d cuts, %d unsynced writes gone, %d lost%n",
                    accepted.size(), CUTS, gone, lost.size());
            if (CUTS >= ENOUGH_TO_HIT) {
                assertThat(gone).as("writes that a cut took").isPositive();
            }
            assertThat(lost).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void withoutSyncsTheSameRunLoses() throws Exception {
        try (SqliteDirectory data = SqliteDirectory.create()) {
            Path target = folder.resolve("received");
            // A first life with syncs, so that there is a database to go back to.
            List<String> accepted = live(data.path(), target, 10, false, 0);
            power.cut(data.path());
            accepted.addAll(live(data.path(), target, MOST_BEFORE_A_CUT, true, 0));
            int gone = power.cut(data.path());
            Set<String> lost = lost(data.path(), target, accepted);
            System.out.printf(
                    "PowerCutIT: without syncs %d accepted, %d writes gone, %d lost%n",
                    accepted.size(), gone, lost.size());
            assertThat(lost).isNotEmpty();
        }
    }

    /** The ids that were answered as accepted until the kill. */
    private List<String> live(Path data, Path target, int until, boolean lies, int micros)
            throws Exception {
        Process node =
                MortalNode.start(
                        data.toString(),
                        target,
                        MortalNode.Work.ACCEPT,
                        power.environment(data, lies));
        List<String> accepted = new ArrayList<>();
        try (BufferedReader lines = node.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                if (line.length() == MortalNode.ID_LENGTH) {
                    accepted.add(line);
                }
                if (accepted.size() == until) {
                    LockSupport.parkNanos(micros * 1_000L);
                    node.toHandle().destroyForcibly(); // keeps its output readable
                }
                line = lines.readLine();
            }
        }
        assertThat(node.waitFor()).isEqualTo(MortalNode.KILLED);
        return accepted;
    }

    /**
     * Of what was accepted: what the database does not know, though all that it knows has ended.
     */
    private static Set<String> lost(Path data, Path target, List<String> accepted)
            throws Exception {
        Process last = MortalNode.start(data.toString(), target, MortalNode.Work.DRAIN, Map.of());
        assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();
        Set<String> arrived = Receipt.read(target).keySet();
        Set<String> lost = new HashSet<>();
        try (Database database = Database.open(new DatabaseOptions.Sqlite(data, Clock.system()))) {
            for (String id : accepted) {
                boolean known = database.deliveries().find(DeliveryNode.SPACE, id).isPresent();
                if (!known || !arrived.contains(id)) {
                    lost.add(id);
                }
            }
        }
        return lost;
    }
}
