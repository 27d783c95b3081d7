package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * PostgreSQL: any number of nodes, its own clock. Whoever holds several lanes takes them in the
 * order of their numbers, so that two never wait for each other.
 *
 * <p>What is pending comes and goes, so the planner's figures are those of a quiet hour as often as
 * not: by them a table has no rows, and a join that reads an index as a whole for each row looks as
 * cheap as one that looks up a key. So every statement names its keys as {@code = any (array)},
 * joins no table by them and orders by no index of them, which leaves no such choice; and where it
 * wants the first of a lane it orders by the lane, too.
 */
record PostgresLanes() implements LaneSql {

    private static final String NOW =
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    @Override
    public List<Long> take(Session session, int count) {
        return session
                .query(
                        "select nextval('delivery_sequence') from generate_series(1, ?)",
                        row -> row.getLong(1),
                        count)
                .stream()
                .sorted()
                .toList();
    }

    /**
     * The tables of what is pending shrink and grow quickly: a plan that reads one as a whole was
     * right when it was made, and stays in use when it is not any more.
     */
    @Override
    public long now(Session session) {
        return session.query(
                        "select " + NOW + ", set_config('enable_seqscan', 'off', true)",
                        row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public List<Claim> claim(Session session, long now, String node, int limit, long leaseMillis) {
        return session.query(
                """
                with due as materialized (
                  select id from lane where due_at <= ? order by due_at limit ?
                  for update skip locked)
                update lane set due_at = ?, epoch = epoch + 1, node = ?,
                  doubtful = case when node is null then doubtful else 1 end
                where id = any(array(select id from due))
                returning id, epoch, doubtful
                """,
                LaneSql::claim,
                now,
                limit,
                now + leaseMillis,
                node);
    }

    @Override
    public List<ClaimedDelivery> heads(Session session, List<Claim> claimed) {
        Map<Long, Claim> claims = new HashMap<>();
        claimed.forEach(claim -> claims.put(claim.lease().laneId(), claim));
        return session.query(
                DeliveryRows.SELECT_HEAD
                        + " from unnest(?::bigint[]) as claimed (lane_number) cross join lateral"
                        + " (select * from delivery where lane_id = lane_number"
                        + " order by lane_id, seq limit 1) head order by seq",
                row -> DeliveryRows.head(row, claims::get),
                numbers(claimed, claim -> claim.lease().laneId()));
    }

    @Override
    public Map<String, Long> named(Session session, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        session.query(
                // The index knows keys only where there are any.
                """
                select lane_key, id from lane
                where lane_key = any(?::text[]) and lane_key is not null
                order by id + 0 for update
                """,
                row -> found.put(row.getString(1), row.getLong(2)),
                (Object) keys.toArray(String[]::new));
        return found;
    }

    @Override
    public Set<Lease> hold(Session session, List<Lease> leases) {
        Set<Lease> held =
                new HashSet<>(
                        session.query(
                                """
                                select id, epoch from lane
                                where id = any(?::bigint[]) and node is not null
                                order by id + 0 for update
                                """,
                                row -> new Lease(row.getLong(1), row.getLong(2)),
                                numbers(leases, Lease::laneId)));
        held.retainAll(Set.copyOf(leases));
        return held;
    }

    @Override
    public Map<Long, Integer> wantedBack(Session session, List<Long> seqs) {
        Map<Long, Integer> wanted = new HashMap<>();
        if (!seqs.isEmpty()) {
            session.query(
                    "select seq, cancel_requested from delivery where seq = any(?::bigint[])"
                            + " and cancel_requested <> 0",
                    row -> wanted.put(row.getLong(1), row.getInt(2)),
                    numbers(seqs, Long::longValue));
        }
        return wanted;
    }

    @Override
    public void move(Session session, List<EndedRow> ended, long now) {
        session.update(
                "with gone as (delete from delivery where seq = any(?::bigint[]) returning *)"
                        + " insert into delivery_end ("
                        + DeliveryRows.FACTS
                        + ", attempts, attempt_log, state, reason, ended_at, sealed_params,"
                        + " sealed_checkpoint) select "
                        + DeliveryRows.FACTS
                        + ", tries, log, last.state, last.reason, ?,"
                        + " case when last.state = 'dead' then sealed_params end,"
                        + " case when last.state = 'dead' then sealed_checkpoint end"
                        + " from gone join unnest(?::bigint[], ?::int[], ?::text[], ?::text[],"
                        + " ?::text[]) as last (number, tries, log, state, reason)"
                        + " on seq = number",
                numbers(ended, EndedRow::seq),
                now,
                numbers(ended, EndedRow::seq),
                ended.stream().mapToInt(EndedRow::attempts).toArray(),
                ended.stream().map(EndedRow::log).toArray(String[]::new),
                ended.stream().map(EndedRow::state).toArray(String[]::new),
                reasons(ended));
    }

    @Override
    public int end(Session session, String which, Ending ending, Object... parameters) {
        return DeliveryRows.end(
                session,
                "delete from delivery where " + which + " returning *",
                ending,
                parameters);
    }

    private static @Nullable String[] reasons(List<EndedRow> ended) {
        @Nullable String[] reasons = new @Nullable String[ended.size()];
        for (int i = 0; i < reasons.length; i++) {
            Optional<String> reason = ended.get(i).reason();
            reasons[i] = reason.orElse(null);
        }
        return reasons;
    }

    @Override
    public void goOn(Session session, List<Long> lanes) {
        session.update(
                """
                with next as materialized (
                  select number, (select least(due_at, expires_at) from delivery
                    where lane_id = number order by lane_id, seq limit 1) as due
                  from unnest(?::bigint[]) as held (number)),
                gone as (delete from lane where id = any(array(
                  select number from next where due is null)))
                update lane set due_at = (select due from next where number = lane.id),
                  node = null, doubtful = 0
                where id = any(array(select number from next where due is not null))
                """,
                numbers(lanes, Long::longValue));
    }

    @Override
    public void remove(Session session, List<Long> lanes) {
        session.update(
                "delete from lane where id = any(?::bigint[])", numbers(lanes, Long::longValue));
    }

    private static <T> long[] numbers(List<T> rows, ToLongFunction<T> number) {
        return rows.stream().mapToLong(number).toArray();
    }

    @Override
    public String locking() {
        return " for update";
    }

    /** The server's clock is its operator's: a node that moves its own changes nothing here. */
    @Override
    public Duration followClock(SqlTx tx) {
        return Duration.ZERO;
    }
}
