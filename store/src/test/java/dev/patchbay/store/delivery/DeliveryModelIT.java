package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random steps over the real stores beside a model: each delivery ends in exactly one state. */
class DeliveryModelIT {

    private static final String SPACE = "default";
    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int STEPS = CAMPAIGN ? 20_000 : 1_500;
    private static final int MEMORY_STEPS = CAMPAIGN ? 1_000_000 : 50_000;

    /** More pending ones would only make steps slow. */
    private static final int MOST_PENDING = 400;

    private static final List<String> NODES = List.of("a", "b", "c");

    private final Map<String, DeliveryState> states = new LinkedHashMap<>();
    private final Map<String, Deque<String>> lanes = new HashMap<>();
    private final Map<String, String> laneOf = new HashMap<>();

    /** By lane: what its holder was given. */
    private final Map<String, ClaimedDelivery> held = new HashMap<>();

    private final Map<String, String> holder = new HashMap<>();
    private final List<ClaimedDelivery> lost = new ArrayList<>();
    private final Set<String> requested = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private final List<String> ids = new ArrayList<>();
    private ModelledStore store;
    private Random random;
    private int pending;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eachDeliveryEndsInExactlyOneState(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = TestDatabase.open(kind)) {
            run(kind.name(), ModelledStore.of(database.get(), SPACE), STEPS);
        }
    }

    @Test
    void eachDeliveryEndsInExactlyOneStateInMemory() {
        run("memory", new MemoryLanes(), MEMORY_STEPS);
    }

    private void run(String name, ModelledStore which, int steps) {
        long seed = System.nanoTime();
        random = new Random(seed);
        store = which;
        try {
            for (int i = 0; i < steps; i++) {
                step();
            }
            drain();
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
        System.out.printf(
                "DeliveryModelIT %s: %d steps, %d deliveries, seed %d%n",
                name, steps, ids.size(), seed);
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                if (pending < MOST_PENDING) {
                    accept(1 + random.nextInt(4));
                }
            }
            case 3, 4 -> claim(NODES.get(random.nextInt(3)), 1 + random.nextInt(4));
            case 5, 6, 7 -> complete();
            case 8 -> {
                if (random.nextInt(3) == 0 && pending < MOST_PENDING) {
                    supersede();
                } else {
                    cancel();
                }
            }
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
        store.insert(fresh);
        fresh.forEach(this::accepted);
    }

    private void accepted(NewDelivery one) {
        String id = one.delivery().id();
        String lane = one.delivery().lane().orElse(id);
        states.put(id, DeliveryState.PENDING);
        ids.add(id);
        pending++;
        laneOf.put(id, lane);
        lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).add(id);
    }

    private void supersede() {
        String lane = "lane " + random.nextInt(6);
        List<String> older = new ArrayList<>(lanes.getOrDefault(lane, new ArrayDeque<>()));
        if (held.containsKey(lane)) {
            requested.add(older.removeFirst());
        }
        NewDelivery fresh = Given.delivery(SPACE, "c", Optional.of(lane));
        assertThat(store.supersede(fresh)).isEqualTo(older.size());
        older.forEach(id -> {
            states.put(id, DeliveryState.CANCELLED);
            leave(lane, id);
        });
        accepted(fresh);
    }

    private void claim(String node, int limit) {
        List<ClaimedDelivery> claimed = store.claim(node, limit);
        long free = lanes.size() - held.size();
        assertThat(claimed).hasSize((int) Math.min(free, limit));
        for (ClaimedDelivery one : claimed) {
            String lane = laneOf.get(one.delivery().id());
            assertThat(held).doesNotContainKey(lane);
            assertThat(lanes.get(lane).getFirst()).isEqualTo(one.delivery().id());
            assertThat(one.doubtful()).isEqualTo(doubtful.contains(one.delivery().id()));
            assertThat(one.wantedBack()).isEqualTo(requested.contains(one.delivery().id()));
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
        assertThat(store.complete(claimed, completion)).isTrue();
        if (completion instanceof Completion.Again) {
            doubtful.remove(id);
        }
        held.remove(lane);
        holder.remove(lane);
        lost.add(claimed);
        if (end == DeliveryState.PENDING && requested.contains(id)) {
            end = DeliveryState.CANCELLED;
        }
        states.put(id, end);
        if (end != DeliveryState.PENDING) {
            leave(lane, id);
        }
    }

    private void leave(String lane, String id) {
        Deque<String> waiting = lanes.get(lane);
        waiting.remove(id);
        if (waiting.isEmpty()) {
            lanes.remove(lane);
        }
        pending--;
    }

    private void completeLost() {
        if (!lost.isEmpty()) {
            ClaimedDelivery old = lost.get(random.nextInt(lost.size()));
            assertThat(store.complete(old, Given.ended(old.log(), DeliveryState.DELIVERED)))
                    .isFalse();
        }
    }

    private void cancel() {
        if (ids.isEmpty()) {
            return;
        }
        // Mostly one of the newest, so that there is something to take back.
        int newest = random.nextInt(8) == 0 ? ids.size() : Math.min(ids.size(), MOST_PENDING);
        String id = ids.get(ids.size() - 1 - random.nextInt(newest));
        String lane = laneOf.get(id);
        boolean running = held.containsKey(lane) && held.get(lane).delivery().id().equals(id);
        Withdrawal expected =
                states.get(id) != DeliveryState.PENDING
                        ? Withdrawal.TOO_LATE
                        : running ? Withdrawal.REQUESTED : Withdrawal.DONE;
        assertThat(store.cancel(id)).isEqualTo(expected);
        if (expected == Withdrawal.DONE) {
            states.put(id, DeliveryState.CANCELLED);
            leave(lane, id);
        } else if (expected == Withdrawal.REQUESTED) {
            requested.add(id);
        }
    }

    private void die(String node) {
        store.release(node);
        for (String lane : List.copyOf(held.keySet())) {
            if (holder.get(lane).equals(node)) {
                ClaimedDelivery gone = held.remove(lane);
                lost.add(gone);
                doubtful.add(gone.delivery().id());
                holder.remove(lane);
            }
        }
    }

    private void drain() {
        NODES.forEach(this::die);
        while (!lanes.isEmpty()) {
            claim("a", 4);
            List.copyOf(held.keySet()).forEach(lane -> finish(lane, 0));
        }
    }

    private void check() {
        assertThat(store.pending()).isZero();
        states.forEach((id, state) -> {
            if (store.state(id) != state || state == DeliveryState.PENDING) {
                assertThat(store.state(id)).as(id).isEqualTo(state);
                assertThat(state).as(id).isNotEqualTo(DeliveryState.PENDING);
            }
        });
        assertThat(states).isNotEmpty();
    }
}
