package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completed;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what became of claimed heads, within a transaction. Belongs to one thread. */
final class Completions {

    private static final long LEAST_PAUSE = 200;

    private final LaneSql lanes;
    private final Session session;
    private final long now;
    private final List<LaneSql.EndedRow> ended = new ArrayList<>();
    private final List<@Nullable Object[]> checkpoints = new ArrayList<>();
    private final List<@Nullable Object[]> tried = new ArrayList<>();
    private final List<@Nullable Object[]> reserved = new ArrayList<>();
    private final List<@Nullable Object[]> due = new ArrayList<>();
    private final List<Long> goOn = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();

    private Completions(LaneSql lanes, Session session) {
        this.lanes = lanes;
        this.session = session;
        now = lanes.now(session);
    }

    /** Of each, in order, whether its lease lasted. */
    static List<Boolean> write(LaneSql lanes, Session session, List<Completed> all) {
        return new Completions(lanes, session).write(all);
    }

    private List<Boolean> write(List<Completed> all) {
        Set<Lease> held =
                new HashSet<>(
                        lanes.hold(
                                session, all.stream().map(one -> one.claimed().lease()).toList()));
        List<Boolean> applied = new ArrayList<>(all.size());
        List<Completed> ours = new ArrayList<>(all.size());
        for (Completed one : all) {
            boolean first = held.remove(one.claimed().lease());
            applied.add(first);
            if (first) {
                ours.add(one);
            }
        }
        Map<Long, Integer> wantedBack =
                lanes.wantedBack(
                        session,
                        ours.stream()
                                .filter(one -> !(one.completion() instanceof Completion.Ended))
                                .map(one -> one.claimed().seq())
                                .toList());
        for (Completed one : ours) {
            ClaimedDelivery claimed = one.claimed();
            Optional<Integer> how = Optional.ofNullable(wantedBack.get(claimed.seq()));
            add(
                    claimed,
                    how.map(h -> cancelled(claimed, one.completion(), h == LaneSql.SUPERSEDED))
                            .orElse(one.completion()));
        }
        flush();
        return applied;
    }

    private static Completion cancelled(
            ClaimedDelivery claimed, Completion instead, boolean superseded) {
        AttemptLog log = instead instanceof Completion.Again again ? again.log() : claimed.log();
        return new Completion.Ended(
                DeliveryState.CANCELLED,
                superseded ? Optional.of(DeliveryStore.SUPERSEDED) : Optional.empty(),
                log,
                Optional.empty());
    }

    private void add(ClaimedDelivery claimed, Completion completion) {
        long seq = claimed.seq();
        switch (completion) {
            case Completion.Ended end -> {
                if (end.state() == DeliveryState.DEAD) {
                    checkpoints.add(
                            new @Nullable Object[] {end.sealedCheckpoint().orElse(null), seq});
                }
                ended.add(
                        new LaneSql.EndedRow(
                                seq,
                                end.log().count(),
                                end.log().text(),
                                end.state().label(),
                                end.reason()));
                // The lane of a lone delivery has its number: nobody can have put another behind.
                long lane = claimed.lease().laneId();
                (lane == seq ? gone : goOn).add(lane);
            }
            case Completion.Again again -> {
                tried.add(
                        new @Nullable Object[] {
                            now + again.delay().toMillis(),
                            again.log().count(),
                            again.log().text(),
                            again.sealedCheckpoint().orElse(null),
                            seq
                        });
                putBack(claimed, again.delay(), false);
            }
            case Completion.Reserved(Duration delay) -> {
                reserved.add(new Object[] {seq});
                putBack(claimed, delay, claimed.doubtful());
            }
            case Completion.Postponed(Duration delay) ->
                    putBack(claimed, delay, claimed.doubtful());
        }
    }

    private void putBack(ClaimedDelivery claimed, Duration delay, boolean doubtful) {
        long next = DeliveryWrites.least(now + delay.toMillis(), claimed.delivery());
        // What has expired here has not by a node's clock that is late.
        long earliest = now + Math.min(delay.toMillis(), LEAST_PAUSE);
        due.add(
                new Object[] {
                    Math.max(next, earliest), doubtful ? 1 : 0, claimed.lease().laneId()
                });
    }

    private void flush() {
        batch("update delivery set sealed_checkpoint = ? where seq = ?", checkpoints);
        if (!ended.isEmpty()) {
            lanes.move(session, ended, now);
        }
        if (!gone.isEmpty()) {
            lanes.remove(session, gone);
        }
        if (!goOn.isEmpty()) {
            lanes.goOn(session, goOn);
        }
        batch(
                "update delivery set due_at = ?, attempts = ?, attempt_log = ?,"
                        + " sealed_checkpoint = ?, reserved = 0 where seq = ?",
                tried);
        batch("update delivery set reserved = 1 where seq = ?", reserved);
        batch("update lane set due_at = ?, node = null, doubtful = ? where id = ?", due);
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            session.batch(sql, rows);
        }
    }
}
