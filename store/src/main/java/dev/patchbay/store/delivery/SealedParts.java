package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.SealedDelivery;
import dev.patchbay.store.sql.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is sealed of pending deliveries and of dead letters. Stateless. */
final class SealedParts {

    private SealedParts() {}

    private static String select(boolean dead) {
        return "select "
                + DeliveryRows.FACTS
                + ", sealed_params, sealed_checkpoint from "
                + (dead ? "delivery_end where state = 'dead' and " : "delivery where ");
    }

    static List<SealedDelivery> scan(Session session, boolean dead, String afterId, int limit) {
        return session.query(
                select(dead) + "id > ? order by id limit ?", SealedParts::row, afterId, limit);
    }

    static Optional<SealedDelivery> find(Session session, boolean dead, String id) {
        return session.first(select(dead) + "id = ?", SealedParts::row, id);
    }

    private static SealedDelivery row(ResultSet row) throws SQLException {
        return new SealedDelivery(
                DeliveryRows.delivery(row),
                row.getBytes("sealed_params"),
                Optional.ofNullable(row.getBytes("sealed_checkpoint")));
    }

    static boolean replace(
            Session session, boolean dead, SealedDelivery before, SealedDelivery after) {
        StringBuilder sql =
                new StringBuilder("update ")
                        .append(dead ? "delivery_end" : "delivery")
                        .append(" set sealed_params = ?");
        List<Object> parameters = new ArrayList<>();
        parameters.add(after.params());
        after.checkpoint()
                .ifPresent(sealed -> {
                    sql.append(", sealed_checkpoint = ?");
                    parameters.add(sealed);
                });
        sql.append(" where id = ? and sealed_params = ? and sealed_checkpoint ");
        parameters.add(before.delivery().id());
        parameters.add(before.params());
        before.checkpoint()
                .ifPresentOrElse(
                        sealed -> {
                            sql.append("= ?");
                            parameters.add(sealed);
                        },
                        () -> sql.append("is null"));
        return session.update(sql.toString(), parameters.toArray()) > 0;
    }
}
