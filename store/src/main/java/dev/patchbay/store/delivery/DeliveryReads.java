package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryQuery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.RememberedAnswer;
import dev.patchbay.store.sql.Session;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Queries over both tables. Stateless. */
final class DeliveryReads {

    static final Comparator<DeliveryStatus> NEWEST_FIRST =
            Comparator.comparing((DeliveryStatus one) -> one.delivery().id()).reversed();

    Optional<DeliveryStatus> find(Session session, String spaceId, String id) {
        // In this order: what ends in between is found as ended.
        return session.first(
                        DeliveryRows.PENDING + " where id = ? and space_id = ?",
                        DeliveryRows::pending,
                        id,
                        spaceId)
                .or(() ->
                        session.first(
                                DeliveryRows.ENDED + " where id = ? and space_id = ?",
                                DeliveryRows::ended,
                                id,
                                spaceId));
    }

    List<DeliveryStatus> pending(Session session, DeliveryQuery query) {
        DeliveryFilter filter = new DeliveryFilter(query);
        return session.query(
                pendingList(filter), DeliveryRows::pending, filter.with(query.limit()));
    }

    static String pendingList(DeliveryFilter filter) {
        return DeliveryRows.PENDING + filter.where() + " order by id desc limit ?";
    }

    List<DeliveryStatus> ended(Session session, DeliveryQuery query) {
        DeliveryFilter filter = DeliveryFilter.ofEnded(query);
        return session.query(endedList(filter), DeliveryRows::ended, filter.with(query.limit()));
    }

    static String endedList(DeliveryFilter filter) {
        return DeliveryRows.ENDED + filter.where() + " order by id desc limit ?";
    }

    /**
     * What finds the ended ones: where only their space is asked for, one query for each state, as
     * the index of a space knows an order within a state only.
     */
    static List<DeliveryQuery> ofEnded(DeliveryQuery query) {
        if (query.state().isEmpty()
                && query.connectorId().isEmpty()
                && query.lane().isEmpty()
                && query.reason().isEmpty()) {
            return Arrays.stream(DeliveryState.values())
                    .filter(state -> state != DeliveryState.PENDING)
                    .map(query::withState)
                    .toList();
        }
        return query.state().equals(Optional.of(DeliveryState.PENDING))
                ? List.of()
                : List.of(query);
    }

    static List<String> notReplayed(Session session, DeliveryQuery query) {
        DeliveryFilter filter =
                DeliveryFilter.ofEnded(query.withState(DeliveryState.DEAD))
                        .and("replayed_as is null");
        return session.query(
                "select id from delivery_end" + filter.where() + " order by id limit ?",
                row -> row.getString(1),
                filter.with(query.limit()));
    }

    static Optional<RememberedAnswer> remembered(
            Session session, String scope, String key, Instant now) {
        return session.first(
                "select scope, key, body_hash, ids, expires_at from idempotency_key"
                        + " where scope = ? and key = ? and expires_at > ?",
                row ->
                        new RememberedAnswer(
                                row.getString(1),
                                row.getString(2),
                                row.getBytes(3),
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5))),
                scope,
                key,
                now.toEpochMilli());
    }
}
