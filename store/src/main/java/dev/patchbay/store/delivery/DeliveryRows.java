package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.DeadLetter;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.store.sql.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Deliveries as rows. Stateless. */
final class DeliveryRows {

    /** What was accepted, in the order of {@link #delivery}; in both tables. */
    static final String FACTS =
            "id, space_id, connector_id, type_id, lane, user_name, user_id, api_key_id,"
                    + " api_key_name, accepted_at, not_before, expires_at, replay_of";

    /** What a status needs of a pending one. */
    static final String PENDING =
            "select "
                    + FACTS
                    + ", attempts, attempt_log, cancel_requested, due_at"
                    + tookOver("delivery")
                    + " from delivery";

    /** What a status, or a dead letter, needs of one that has ended. */
    static final String ENDED =
            "select "
                    + FACTS
                    + ", attempts, attempt_log, state, reason, ended_at, replayed_as,"
                    + " sealed_params, sealed_checkpoint"
                    + tookOver("delivery_end")
                    + ", (select new_id from delivery_fallback where dead_id = delivery_end.id)"
                    + " from delivery_end";

    /** What an attempt needs of the head of a lane. */
    static final String SELECT_HEAD =
            "select "
                    + FACTS
                    + ", attempts, attempt_log, seq, sealed_params, sealed_checkpoint, reserved,"
                    + " lane_id, cancel_requested";

    static final String INSERT =
            "insert into delivery ("
                    + FACTS
                    + ", seq, lane_id, sealed_params, sealed_checkpoint, due_at, attempts,"
                    + " attempt_log, cancel_requested) values"
                    + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '[]', 0)";

    private static final int AFTER_FACTS = 13;

    private DeliveryRows() {}

    private static String tookOver(String table) {
        return ", (select dead_id from delivery_fallback where new_id = " + table + ".id)";
    }

    static @Nullable Object[] values(NewDelivery fresh, long seq, long lane, long dueAt) {
        Delivery delivery = fresh.delivery();
        Optional<Caller.ApiKeyRef> key = delivery.caller().apiKey();
        return new @Nullable Object[] {
            delivery.id(),
            delivery.spaceId(),
            delivery.connectorId(),
            delivery.typeId(),
            delivery.lane().orElse(null),
            delivery.caller().username(),
            delivery.caller().userId(),
            key.map(Caller.ApiKeyRef::id).orElse(null),
            key.map(Caller.ApiKeyRef::name).orElse(null),
            delivery.acceptedAt().toEpochMilli(),
            millis(delivery.notBefore()),
            millis(delivery.expiresAt()),
            delivery.replayOf().orElse(null),
            seq,
            lane,
            fresh.sealedParams(),
            fresh.sealedCheckpoint().orElse(null),
            dueAt
        };
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        String keyId = row.getString(8);
        return new Delivery(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                new Caller(
                        row.getString(6),
                        row.getString(7),
                        keyId == null
                                ? Optional.empty()
                                : Optional.of(new Caller.ApiKeyRef(keyId, row.getString(9)))),
                Instant.ofEpochMilli(row.getLong(10)),
                time(row, 11),
                time(row, 12),
                Optional.ofNullable(row.getString(AFTER_FACTS)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static AttemptLog log(ResultSet row) throws SQLException {
        return AttemptLog.of(row.getInt(AFTER_FACTS + 1), row.getString(AFTER_FACTS + 2));
    }

    static DeliveryStatus pending(ResultSet row) throws SQLException {
        return new DeliveryStatus(
                delivery(row),
                DeliveryState.PENDING,
                log(row),
                time(row, AFTER_FACTS + 4),
                row.getInt(AFTER_FACTS + 3) != 0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(row.getString(AFTER_FACTS + 5)),
                Optional.empty());
    }

    static DeliveryStatus ended(ResultSet row) throws SQLException {
        String state = row.getString(AFTER_FACTS + 3);
        return new DeliveryStatus(
                delivery(row),
                DeliveryState.of(state)
                        .orElseThrow(() -> new IllegalStateException("no state: " + state)),
                log(row),
                Optional.empty(),
                false,
                time(row, AFTER_FACTS + 5),
                Optional.ofNullable(row.getString(AFTER_FACTS + 4)),
                Optional.ofNullable(row.getString(AFTER_FACTS + 6)),
                Optional.ofNullable(row.getString(AFTER_FACTS + 9)),
                Optional.ofNullable(row.getString(AFTER_FACTS + 10)));
    }

    static DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                ended(row),
                row.getBytes(AFTER_FACTS + 7),
                Optional.ofNullable(row.getBytes(AFTER_FACTS + 8)));
    }

    /**
     * The head of a claimed lane.
     *
     * @param leases by the number of the lane
     */
    static ClaimedDelivery head(ResultSet row, LongFunction<LaneSql.Claim> claims)
            throws SQLException {
        LaneSql.Claim claim = claims.apply(row.getLong(AFTER_FACTS + 7));
        return new ClaimedDelivery(
                claim.lease(),
                row.getLong(AFTER_FACTS + 3),
                delivery(row),
                log(row),
                row.getBytes(AFTER_FACTS + 4),
                Optional.ofNullable(row.getBytes(AFTER_FACTS + 5)),
                row.getInt(AFTER_FACTS + 6) == 1,
                row.getInt(AFTER_FACTS + 8) != 0,
                claim.doubtful());
    }

    /**
     * Writes pending ones as ended.
     *
     * @param gone the statement that has their rows
     * @param parameters of that statement
     * @return how many
     */
    static int end(Session session, String gone, LaneSql.Ending ending, Object... parameters) {
        List<@Nullable Object> values = new ArrayList<>(List.of(parameters));
        values.add(ending.state().label());
        values.add(ending.reason().orElse(null));
        values.add(ending.at());
        return session.update(
                "with gone as ("
                        + gone
                        + ") "
                        + insertEnded("attempts, attempt_log", ending.state().label())
                        + " from gone",
                values.toArray());
    }

    /**
     * From rows of pending ones, of which only dead letters keep their params. State, reason and
     * time are parameters.
     *
     * @param log the number of attempts and their log, as columns or places of parameters
     */
    static String insertEnded(String log, String state) {
        return "insert into delivery_end ("
                + FACTS
                + ", attempts, attempt_log, state, reason, ended_at, sealed_params,"
                + " sealed_checkpoint) select "
                + FACTS
                + ", "
                + log
                + ", ?, ?, ?, "
                + (state.equals(DeliveryState.DEAD.label())
                        ? "sealed_params, sealed_checkpoint"
                        : "null, null");
    }
}
