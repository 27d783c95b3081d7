package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.testkit.FirstSuccesses;
import dev.patchbay.testkit.MoodyTarget;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.RestartablePostgres;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Three processes on one PostgreSQL; a receiver that answers 503 to 10 % of all requests and lets 5
 * % time out; and one process after the other is frozen (SIGSTOP) for three times its lease, with
 * attempts under way, and then goes on with them. Per lane the receiver takes in the order of
 * acceptance.
 */
class LaneOrderClusterIT {

    private static final int FREEZES = Boolean.getBoolean("patchbay.campaign") ? 30 : 2;
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** Between two acceptances of all lanes. */
    private static final Duration PACE = Duration.ofMillis(150);

    private static final Duration FROZEN = LaneNode.LEASE.multipliedBy(3);
    private static final Duration BETWEEN_FREEZES = Duration.ofSeconds(1);
    private static final int HELD_AT_LEAST = 4;
    private static final int PATIENCE_SECONDS = 120;

    private final List<LaneNode> nodes = new ArrayList<>();
    private int accepted;
    private int heldByFrozen;

    @Test
    void firstSuccessesComeInTheOrderOfAcceptance() throws Exception {
        long seed = System.nanoTime();
        MoodyTarget target = new MoodyTarget(seed);
        try (RestartablePostgres postgres = RestartablePostgres.start();
                MoodyReceiver receiver = MoodyReceiver.start(target)) {
            for (String name : NAMES) {
                nodes.add(LaneNode.start(postgres.jdbcUrl(), receiver.port(), name));
            }
            try (HeldLanes lanes = HeldLanes.of(postgres)) {
                for (int freeze = 0; freeze < FREEZES; freeze++) {
                    acceptFor(BETWEEN_FREEZES, nodes);
                    freeze(lanes, freeze % NAMES.size());
                }
            }
            acceptFor(BETWEEN_FREEZES, nodes);
            drain(postgres);
            report(target, seed);
        } finally {
            nodes.forEach(LaneNode::close);
        }
    }

    /** The others accept and deliver what it held, while it does not move. */
    private void freeze(HeldLanes lanes, int index) throws Exception {
        LaneNode node = nodes.get(index);
        List<LaneNode> others = new ArrayList<>(nodes);
        others.remove(node);
        String name = NAMES.get(index);
        for (int round = 0; lanes.of(name).size() < HELD_AT_LEAST; round++) {
            assertThat(round).as("rounds until enough is under way at " + name).isLessThan(100);
            acceptFor(PACE, nodes);
        }
        node.freeze();
        try {
            Set<HeldLanes.One> held = lanes.of(name);
            heldByFrozen += held.size();
            acceptFor(FROZEN, others);
            Until.holds("others take over from " + name, () -> lanes.moved(held));
        } finally {
            node.thaw();
        }
    }

    private void acceptFor(Duration time, List<LaneNode> by) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            by.get(accepted % by.size()).accept(accepted);
            accepted++;
            Clock.system().sleep(PACE);
        }
    }

    private static void drain(RestartablePostgres postgres) throws Exception {
        try (Database database =
                Database.open(
                        new DatabaseOptions.Postgres(
                                new Secret(postgres.jdbcUrl()),
                                Optional.of(PostgresDatabase.USER),
                                Optional.of(new Secret("unused")),
                                false,
                                2,
                                Clock.system()))) {
            Until.holds(
                    "all have ended", PATIENCE_SECONDS, () -> database.deliveries().pending() == 0);
        }
    }

    private void report(MoodyTarget target, long seed) {
        FirstSuccesses found = target.firstSuccesses(LaneNode.LANES, accepted);
        System.out.printf(
                "LaneOrderClusterIT: %d nodes, %d deliveries in %d lanes, %s, %d freezes of %d ms"
                        + " (lease %d ms) with %d lanes held, %d taken again, %d of them after a"
                        + " later one; inversions %d, missing %d, seed %d%n",
                NAMES.size(),
                found.taken(),
                found.lanes(),
                target.figures(),
                FREEZES,
                FROZEN.toMillis(),
                LaneNode.LEASE.toMillis(),
                heldByFrozen,
                found.again(),
                found.late(),
                found.inversions().size(),
                found.missing().size(),
                seed);
        assertThat(found.inversions()).isEmpty();
        assertThat(found.missing()).isEmpty();
        assertThat(found.taken()).isEqualTo(LaneNode.LANES * accepted);
        assertThat(heldByFrozen).isGreaterThanOrEqualTo(FREEZES);
    }
}
