package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lanes as ADR 12 tells them, in memory: rows are objects, and there is no time but now. */
final class MemoryLanes implements ModelledStore {

    private static final class Lane {
        private final long id;
        private final String name;
        private final Deque<NewDelivery> waiting = new ArrayDeque<>();
        private long epoch;
        private @Nullable String node;
        private boolean doubtful;

        Lane(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private final Map<String, Lane> byName = new HashMap<>();
    private final Map<Long, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Lane> laneOf = new HashMap<>();
    private final Map<String, DeliveryState> ended = new HashMap<>();
    private final Set<String> wantedBack = new HashSet<>();
    private long next;

    private static String name(NewDelivery one) {
        return one.delivery().lane().orElse(one.delivery().id());
    }

    @Override
    public void insert(List<NewDelivery> fresh) {
        for (NewDelivery one : fresh) {
            Lane lane = byName.computeIfAbsent(name(one), name -> new Lane(next++, name));
            lanes.put(lane.id, lane);
            lane.waiting.add(one);
            laneOf.put(one.delivery().id(), lane);
        }
    }

    @Override
    public int supersede(NewDelivery newest) {
        Lane lane = byName.get(name(newest));
        int count = 0;
        if (lane != null) {
            List<NewDelivery> older = new ArrayList<>(lane.waiting);
            if (lane.node != null) {
                wantedBack.add(older.removeFirst().delivery().id());
            }
            for (NewDelivery one : older) {
                end(lane, one.delivery().id(), DeliveryState.CANCELLED);
                count++;
            }
        }
        insert(List.of(newest));
        return count;
    }

    @Override
    public List<ClaimedDelivery> claim(String node, int limit) {
        List<ClaimedDelivery> claimed = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            if (claimed.size() == limit) {
                break;
            }
            if (lane.node == null) {
                lane.node = node;
                lane.epoch++;
                NewDelivery head = lane.waiting.getFirst();
                claimed.add(
                        new ClaimedDelivery(
                                new Lease(lane.id, lane.epoch),
                                0,
                                head.delivery(),
                                AttemptLog.EMPTY,
                                head.sealedParams(),
                                head.sealedCheckpoint(),
                                false,
                                wantedBack.contains(head.delivery().id()),
                                lane.doubtful));
            }
        }
        return claimed;
    }

    @Override
    public boolean complete(ClaimedDelivery claimed, Completion completion) {
        Lane lane = lanes.get(claimed.lease().laneId());
        if (lane == null || lane.node == null || lane.epoch != claimed.lease().epoch()) {
            return false;
        }
        lane.node = null;
        String id = claimed.delivery().id();
        if (completion instanceof Completion.Again) {
            lane.doubtful = false;
        }
        if (completion instanceof Completion.Ended(var state, var _, var _, var _)) {
            end(lane, id, state);
        } else if (wantedBack.contains(id)) {
            end(lane, id, DeliveryState.CANCELLED);
        }
        return true;
    }

    private void end(Lane lane, String id, DeliveryState state) {
        if (lane.waiting.getFirst().delivery().id().equals(id)) {
            lane.doubtful = false;
        }
        lane.waiting.removeIf(one -> one.delivery().id().equals(id));
        ended.put(id, state);
        laneOf.remove(id);
        wantedBack.remove(id);
        if (lane.waiting.isEmpty()) {
            lanes.remove(lane.id);
            byName.remove(lane.name);
        }
    }

    @Override
    public Withdrawal cancel(String id) {
        Lane lane = laneOf.get(id);
        if (lane == null) {
            return ended.containsKey(id) ? Withdrawal.TOO_LATE : Withdrawal.NOT_FOUND;
        }
        if (lane.node != null && lane.waiting.getFirst().delivery().id().equals(id)) {
            wantedBack.add(id);
            return Withdrawal.REQUESTED;
        }
        end(lane, id, DeliveryState.CANCELLED);
        return Withdrawal.DONE;
    }

    @Override
    public void release(String node) {
        for (Lane lane : lanes.values()) {
            if (node.equals(lane.node)) {
                lane.node = null;
                lane.epoch++;
                lane.doubtful = true;
            }
        }
    }

    @Override
    public DeliveryState state(String id) {
        return laneOf.containsKey(id) ? DeliveryState.PENDING : ended.get(id);
    }

    @Override
    public long pending() {
        return laneOf.size();
    }
}
