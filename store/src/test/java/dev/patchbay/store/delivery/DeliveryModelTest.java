package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Random steps over the real stores beside a model: each delivery ends in exactly one state. */
class DeliveryModelTest {

    private static final String SPACE = "default";
    private static final int STEPS = Boolean.getBoolean("patchbay.campaign") ? 20_000 : 1_500;
    private static final List<String> NODES = List.of("a", "b", "c");

    private final Map<String, DeliveryState> states = new LinkedHashMap<>();
    private final Map<String, Deque<String>> lanes = new HashMap<>();
    private final Map<String, String> laneOf = new HashMap<>();

    /** By lane: what its holder was given. */
    private final Map<String, ClaimedDelivery> held = new HashMap<>();

    private final Map<String, String> holder = new HashMap<>();
    private final List<ClaimedDelivery> lost = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();
    private TestDatabase database;
    private DeliveryStore store;
    private Random random;

    private <T> T write(Function<Tx, T> work) {
        return database.get().work().write(work);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eachDeliveryEndsInExactlyOneState(TestDatabase.Kind kind) throws Exception {
        long seed = System.nanoTime();
        random = new Random(seed);
        database = TestDatabase.open(kind);
        try (TestDatabase _ = database) {
            store = database.get().deliveries();
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            drain();
            check();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> accept(1 + random.nextInt(4));
            case 3, 4 -> claim(NODES.get(random.nextInt(3)), 1 + random.nextInt(4));
            case 5, 6, 7 -> complete();
            case 8 -> cancel();
            default -> {
                if (random.nextInt(4) == 0) {
                    die(NODES.get(random.nextInt(3)));
                } else {
                    completeLost();
                }
            }
        }
    }

    private void accept(int count) {
        List<NewDelivery> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int lane = random.nextInt(8);
            fresh.add(
                    Given.delivery(
                            SPACE, "c", lane < 6 ? Optional.of("lane " + lane) : Optional.empty()));
        }
        write(tx -> {
            store.insert(tx, fresh);
            return true;
        });
        for (NewDelivery one : fresh) {
            String id = one.delivery().id();
            String lane = one.delivery().lane().orElse(id);
            states.put(id, DeliveryState.PENDING);
            laneOf.put(id, lane);
            lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).add(id);
        }
    }

    private void claim(String node, int limit) {
        List<ClaimedDelivery> claimed = store.claim(node, limit, Duration.ofHours(1));
        long free =
                lanes.entrySet().stream()
                        .filter(lane -> !lane.getValue().isEmpty())
                        .filter(lane -> !held.containsKey(lane.getKey()))
                        .count();
        assertThat(claimed).hasSize((int) Math.min(free, limit));
        for (ClaimedDelivery one : claimed) {
            String lane = laneOf.get(one.delivery().id());
            assertThat(held).doesNotContainKey(lane);
            assertThat(lanes.get(lane).getFirst()).isEqualTo(one.delivery().id());
            held.put(lane, one);
            holder.put(lane, node);
        }
    }

    private void complete() {
        if (held.isEmpty()) {
            return;
        }
        List<String> all = List.copyOf(held.keySet());
        finish(all.get(random.nextInt(all.size())), random.nextInt(6));
    }

    private void finish(String lane, int choice) {
        ClaimedDelivery claimed = held.get(lane);
        String id = claimed.delivery().id();
        DeliveryState end =
                switch (choice) {
                    case 0 -> DeliveryState.DELIVERED;
                    case 1 -> DeliveryState.DEAD;
                    case 2 -> DeliveryState.EXPIRED;
                    case 3 -> DeliveryState.REFUSED;
                    default -> DeliveryState.PENDING;
                };
        Completion completion =
                end != DeliveryState.PENDING
                        ? Given.ended(claimed.log(), end)
                        : choice == 4
                                ? Given.again(claimed.log(), Duration.ZERO)
                                : new Completion.Postponed(Duration.ZERO);
        assertThat((Object) write(tx -> store.complete(tx, claimed, completion))).isEqualTo(true);
        held.remove(lane);
        holder.remove(lane);
        lost.add(claimed);
        if (end == DeliveryState.PENDING && requested.contains(id)) {
            end = DeliveryState.CANCELLED;
        }
        states.put(id, end);
        if (end != DeliveryState.PENDING) {
            lanes.get(lane).remove(id);
        }
    }

    private void completeLost() {
        if (!lost.isEmpty()) {
            ClaimedDelivery old = lost.get(random.nextInt(lost.size()));
            assertThat(
                            (Object)
                                    write(tx ->
                                            store.complete(
                                                    tx,
                                                    old,
                                                    Given.ended(
                                                            old.log(), DeliveryState.DELIVERED))))
                    .isEqualTo(false);
        }
    }

    private void cancel() {
        List<String> all = List.copyOf(states.keySet());
        if (all.isEmpty()) {
            return;
        }
        String id = all.get(random.nextInt(all.size()));
        String lane = laneOf.get(id);
        boolean running = held.containsKey(lane) && held.get(lane).delivery().id().equals(id);
        Withdrawal expected =
                states.get(id) != DeliveryState.PENDING
                        ? Withdrawal.TOO_LATE
                        : running ? Withdrawal.REQUESTED : Withdrawal.DONE;
        assertThat((Object) write(tx -> store.cancel(tx, SPACE, id))).isEqualTo(expected);
        if (expected == Withdrawal.DONE) {
            states.put(id, DeliveryState.CANCELLED);
            lanes.get(lane).remove(id);
        } else if (expected == Withdrawal.REQUESTED) {
            requested.add(id);
        }
    }

    private void die(String node) {
        write(tx -> store.release(tx, node));
        for (String lane : List.copyOf(held.keySet())) {
            if (holder.get(lane).equals(node)) {
                lost.add(held.remove(lane));
                holder.remove(lane);
            }
        }
    }

    private void drain() {
        NODES.forEach(this::die);
        while (lanes.values().stream().anyMatch(lane -> !lane.isEmpty())) {
            claim("a", 4);
            List.copyOf(held.keySet()).forEach(lane -> finish(lane, 0));
        }
    }

    private void check() {
        assertThat(store.pending()).isZero();
        states.forEach((id, state) -> {
            DeliveryStatus status = store.find(SPACE, id).orElseThrow();
            assertThat(status.state()).as(id).isEqualTo(state);
            assertThat(state).isNotEqualTo(DeliveryState.PENDING);
        });
        assertThat(states).isNotEmpty();
    }
}
