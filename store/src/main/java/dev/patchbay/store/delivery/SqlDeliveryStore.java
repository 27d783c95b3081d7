package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completed;
import dev.patchbay.engine.delivery.DeadLetter;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryQuery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.RememberedAnswer;
import dev.patchbay.engine.delivery.SealedDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link DeliveryStore} in SQL. Changes of a lane's deliveries hold its row first. */
public final class SqlDeliveryStore implements DeliveryStore {

    private static final long MICROS = 1_000;

    private final Sql sql;
    private final LaneSql lanes;
    private final DeliveryNodes nodes;
    private final DeliveryReads reads;
    private final DeliveryWrites writes;

    /** Over this database. */
    public SqlDeliveryStore(Sql sql, Clock clock) {
        this.sql = sql;
        lanes =
                switch (sql.dialect()) {
                    case SQLITE -> new SqliteLanes(clock);
                    case POSTGRES -> new PostgresLanes();
                };
        nodes = new DeliveryNodes(lanes);
        reads = new DeliveryReads();
        writes = new DeliveryWrites(lanes);
    }

    private Session session(Tx tx) {
        return sql.of(tx).session();
    }

    @Override
    public void insert(Tx tx, List<NewDelivery> deliveries) {
        writes.insert(session(tx), deliveries);
    }

    @Override
    public int supersede(Tx tx, NewDelivery newest) {
        return writes.supersede(session(tx), newest);
    }

    @Override
    public Optional<RememberedAnswer> remember(Tx tx, RememberedAnswer answer, Instant now) {
        Session session = session(tx);
        session.update(
                "delete from idempotency_key where scope = ? and key = ? and expires_at <= ?",
                answer.scope(),
                answer.key(),
                now.toEpochMilli());
        int added =
                session.update(
                        "insert into idempotency_key (scope, key, body_hash, ids, expires_at)"
                                + " values (?, ?, ?, ?, ?) on conflict (scope, key) do nothing",
                        answer.scope(),
                        answer.key(),
                        answer.bodyHash(),
                        answer.ids(),
                        answer.expiresAt().toEpochMilli());
        return added > 0
                ? Optional.empty()
                : DeliveryReads.remembered(session, answer.scope(), answer.key(), now);
    }

    @Override
    public Optional<RememberedAnswer> remembered(String scope, String key, Instant now) {
        return sql.read(session -> DeliveryReads.remembered(session, scope, key, now));
    }

    @Override
    public List<ClaimedDelivery> claim(String node, int limit, Duration lease) {
        boolean due =
                sql.read(session ->
                        session.first(
                                        "select 1 from lane where due_at <= ? limit 1",
                                        row -> true,
                                        lanes.now(session))
                                .isPresent());
        return due ? sql.write(tx -> claim(session(tx), node, limit, lease)) : List.of();
    }

    private List<ClaimedDelivery> claim(Session session, String node, int limit, Duration lease) {
        List<LaneSql.Claim> claimed =
                lanes.claim(session, lanes.now(session), node, limit, lease.toMillis());
        if (claimed.isEmpty()) {
            return List.of();
        }
        // The heads are read after the lanes are held: a statement sees what was committed before.
        List<ClaimedDelivery> heads = lanes.heads(session, claimed);
        if (heads.size() < claimed.size()) {
            Set<Long> headless = new HashSet<>();
            claimed.forEach(claim -> headless.add(claim.lease().laneId()));
            heads.forEach(head -> headless.remove(head.lease().laneId()));
            lanes.remove(session, List.copyOf(headless));
        }
        return heads;
    }

    @Override
    public Duration reserve(Tx tx, String key, long interval, int burst) {
        Session session = session(tx);
        long now = lanes.now(session) * MICROS;
        long next =
                session.query(
                                """
                                insert into delivery_rate (id, arrival) values (?, ?)
                                on conflict (id) do update set arrival = ? + case
                                  when delivery_rate.arrival > ? then delivery_rate.arrival
                                  else ? end
                                returning arrival
                                """,
                                row -> row.getLong(1),
                                key,
                                now + interval,
                                interval,
                                now,
                                now)
                        .getFirst();
        // A place is as early as the burst before it lets it be; whole milliseconds, never early.
        long wait = next - burst * interval - now;
        return wait <= 0 ? Duration.ZERO : Duration.ofMillis((wait + MICROS - 1) / MICROS);
    }

    @Override
    public Duration followClock(Tx tx) {
        return lanes.followClock(sql.of(tx));
    }

    @Override
    public void renew(Tx tx, List<Lease> leases, Duration lease) {
        if (leases.isEmpty()) {
            return;
        }
        Session session = session(tx);
        long until = lanes.now(session) + lease.toMillis();
        List<Object[]> rows = new ArrayList<>(leases.size());
        leases.stream()
                .sorted(Comparator.comparingLong(Lease::laneId))
                .forEach(one -> rows.add(new Object[] {until, one.laneId(), one.epoch()}));
        session.batch(
                "update lane set due_at = ? where id = ? and epoch = ? and node is not null",
                List.copyOf(rows));
    }

    @Override
    public int releaseUnheard(Tx tx, String node, Set<Lease> but) {
        return nodes.release(session(tx), node, but, false);
    }

    @Override
    public int release(Tx tx, String node) {
        return nodes.release(session(tx), node, Set.of(), true);
    }

    @Override
    public boolean shared() {
        return sql.dialect() == Dialect.POSTGRES;
    }

    @Override
    public Map<String, Long> signOfLife(Tx tx, String node) {
        return nodes.signOfLife(session(tx), node);
    }

    @Override
    public int releaseSilent(Tx tx, String node, long sign) {
        return nodes.releaseSilent(session(tx), node, sign);
    }

    @Override
    public List<Boolean> complete(Tx tx, List<Completed> completed) {
        return Completions.write(lanes, session(tx), completed);
    }

    @Override
    public Optional<DeliveryStatus> find(String spaceId, String id) {
        return sql.read(session -> reads.find(session, spaceId, id));
    }

    @Override
    public List<DeliveryStatus> list(DeliveryQuery query) {
        return sql.read(session -> {
            // Pending first: what ends in between is then seen twice, and never not at all.
            Map<String, DeliveryStatus> found = new LinkedHashMap<>();
            if (query.state().filter(state -> state != DeliveryState.PENDING).isEmpty()
                    && query.reason().isEmpty()) {
                reads.pending(session, query).forEach(one -> found.put(one.delivery().id(), one));
            }
            for (DeliveryQuery ended : DeliveryReads.ofEnded(query)) {
                reads.ended(session, ended).forEach(one -> found.put(one.delivery().id(), one));
            }
            return found.values().stream()
                    .sorted(DeliveryReads.NEWEST_FIRST)
                    .limit(query.limit())
                    .toList();
        });
    }

    @Override
    public Withdrawal cancel(Tx tx, String spaceId, String id) {
        return writes.cancel(session(tx), spaceId, id);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String spaceId, String id) {
        return sql.read(session ->
                session.first(
                        DeliveryRows.ENDED + " where id = ? and space_id = ? and state = 'dead'",
                        DeliveryRows::deadLetter,
                        id,
                        spaceId));
    }

    @Override
    public List<String> notReplayed(DeliveryQuery query) {
        return sql.read(session -> DeliveryReads.notReplayed(session, query));
    }

    @Override
    public void replayed(Tx tx, String deadId, String newId) {
        session(tx).update("update delivery_end set replayed_as = ? where id = ?", newId, deadId);
    }

    @Override
    public boolean replayedFirst(Tx tx, String deadId, String newId) {
        return session(tx)
                        .update(
                                "update delivery_end set replayed_as = ?"
                                        + " where id = ? and replayed_as is null",
                                newId,
                                deadId)
                == 1;
    }

    @Override
    public void takenOver(Tx tx, String deadId, NewDelivery instead) {
        Session session = session(tx);
        session.update(
                "insert into delivery_fallback (dead_id, new_id) values (?, ?)",
                deadId,
                instead.delivery().id());
        writes.insert(session, List.of(instead));
    }

    @Override
    public boolean unwell(Tx tx, String spaceId, String target) {
        return session(tx)
                        .update(
                                "insert into delivery_notice (connector_id, space_id) values (?, ?)"
                                        + " on conflict (connector_id) do nothing",
                                target,
                                spaceId)
                > 0;
    }

    @Override
    public boolean well(Tx tx, String target) {
        return session(tx).update("delete from delivery_notice where connector_id = ?", target) > 0;
    }

    @Override
    public Set<String> unwell() {
        return sql.read(session ->
                Set.copyOf(
                        session.query(
                                "select connector_id from delivery_notice",
                                row -> row.getString(1))));
    }

    @Override
    public void opened(Tx tx, String target, Duration pause) {
        Session session = session(tx);
        session.update(
                "insert into delivery_breaker (connector_id, open_until) values (?, ?)"
                        + " on conflict (connector_id) do update set open_until ="
                        + " excluded.open_until",
                target,
                lanes.now(session) + pause.toMillis());
    }

    @Override
    public boolean probed(Tx tx, String target, Duration pause) {
        Session session = session(tx);
        return session.update(
                        "update delivery_breaker set open_until = ? where connector_id = ?",
                        lanes.now(session) + pause.toMillis(),
                        target)
                > 0;
    }

    @Override
    public void closed(Tx tx, String target) {
        session(tx).update("delete from delivery_breaker where connector_id = ?", target);
    }

    @Override
    public void changed(Tx tx, String connectorId) {
        Targets.close(session(tx), connectorId);
    }

    @Override
    public Duration probe(Tx tx, String target, Duration lease) {
        Session session = session(tx);
        long now = lanes.now(session);
        int taken =
                session.update(
                        "update delivery_breaker set open_until = ? where connector_id = ?"
                                + " and open_until <= ?",
                        now + lease.toMillis(),
                        target,
                        now);
        return taken > 0
                ? Duration.ZERO
                : session.first(
                                "select open_until from delivery_breaker where connector_id = ?",
                                row -> Duration.ofMillis(Math.max(1, row.getLong(1) - now)),
                                target)
                        .orElse(Duration.ZERO);
    }

    @Override
    public Map<String, Duration> openBreakers() {
        return sql.read(session -> {
            long now = lanes.now(session);
            Map<String, Duration> open = new LinkedHashMap<>();
            session.query(
                    "select connector_id, open_until from delivery_breaker",
                    row ->
                            open.put(
                                    row.getString(1),
                                    Duration.ofMillis(Math.max(0, row.getLong(2) - now))));
            return open;
        });
    }

    @Override
    public int refuseAll(Tx tx, String spaceId, String connectorId, String reason) {
        Session session = session(tx);
        Targets.forget(session, spaceId, connectorId);
        return writes.refuse(session, spaceId, connectorId, reason);
    }

    @Override
    public void removeSpace(Tx tx, String spaceId) {
        Session session = session(tx);
        Targets.closeOfSpace(session, spaceId);
        session.update("delete from delivery_notice where space_id = ?", spaceId);
        writes.removeSpace(session, spaceId);
    }

    @Override
    public long pending() {
        return sql.read(session ->
                session.query("select count(*) from delivery", row -> row.getLong(1)).getFirst());
    }

    @Override
    public Optional<Duration> oldestDue() {
        return sql.read(session -> {
            long now = lanes.now(session);
            return session.first(
                    "select due_at from lane where due_at <= ? order by due_at limit 1",
                    row -> Duration.ofMillis(now - row.getLong(1)),
                    now);
        });
    }

    @Override
    public Horizon horizon(Instant endedBefore, long mostEnded, Instant deadBefore, long mostDead) {
        Horizon byAge = new Horizon(DeliveryIds.first(endedBefore), DeliveryIds.first(deadBefore));
        return sql.read(session -> DeliveryPrunes.horizon(session, byAge, mostEnded, mostDead));
    }

    @Override
    public Optional<Instant> oldestAccepted() {
        return sql.read(session ->
                session.first(
                        "select accepted_at from delivery order by id limit 1",
                        row -> Instant.ofEpochMilli(row.getLong(1))));
    }

    @Override
    public boolean prune(Tx tx, Instant now, Horizon horizon, int limit) {
        return DeliveryPrunes.prune(session(tx), now, horizon, limit);
    }

    @Override
    public List<SealedDelivery> scanSealed(boolean dead, String afterId, int limit) {
        return sql.read(session -> SealedParts.scan(session, dead, afterId, limit));
    }

    @Override
    public Optional<SealedDelivery> findSealed(boolean dead, String id) {
        return sql.read(session -> SealedParts.find(session, dead, id));
    }

    @Override
    public boolean replaceSealed(Tx tx, boolean dead, SealedDelivery before, SealedDelivery after) {
        return SealedParts.replace(session(tx), dead, before, after);
    }
}
