package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryQuery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link DeliveryQuery} as a condition; times are ranges of ids. Belongs to one thread. */
final class DeliveryFilter {

    private final StringBuilder where = new StringBuilder(" where space_id = ?");
    private final List<Object> parameters = new ArrayList<>();

    DeliveryFilter(DeliveryQuery query) {
        parameters.add(query.spaceId());
        query.connectorId().ifPresent(id -> and("connector_id = ?", id));
        query.lane().ifPresent(lane -> and("lane = ?", lane));
        query.from().ifPresent(time -> and("id >= ?", DeliveryIds.first(time)));
        query.to().ifPresent(time -> and("id < ?", DeliveryIds.first(ceiling(time))));
        query.before().ifPresent(id -> and("id < ?", id));
    }

    static DeliveryFilter ofEnded(DeliveryQuery query) {
        DeliveryFilter filter = new DeliveryFilter(query);
        query.reason().ifPresent(reason -> filter.and("reason = ?", reason));
        query.state().ifPresent(state -> filter.and("state = ?", state.label()));
        return filter;
    }

    /** Ids know milliseconds only. */
    private static Instant ceiling(Instant time) {
        Instant whole = Instant.ofEpochMilli(time.toEpochMilli());
        return whole.equals(time) ? whole : whole.plusMillis(1);
    }

    DeliveryFilter and(String condition, Object parameter) {
        where.append(" and ").append(condition);
        parameters.add(parameter);
        return this;
    }

    DeliveryFilter and(String condition) {
        where.append(" and ").append(condition);
        return this;
    }

    String where() {
        return where.toString();
    }

    Object[] with(int limit) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        return all.toArray();
    }
}
