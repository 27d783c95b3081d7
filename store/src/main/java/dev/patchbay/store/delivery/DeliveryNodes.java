package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that deliver, and what they hold. Stateless. */
record DeliveryNodes(LaneSql lanes) {

    /**
     * Gives back what a node holds, but for these leases. In the order of the lanes' numbers.
     *
     * @param doubtful whether it may have attempted any of it
     */
    int release(Session session, String node, Set<Lease> but, boolean doubtful) {
        long now = lanes.now(session);
        List<Object[]> rows = new ArrayList<>();
        session
                .query(
                        "select id, epoch from lane where node = ? order by id" + lanes.locking(),
                        row -> new Lease(row.getLong(1), row.getLong(2)),
                        node)
                .stream()
                .filter(lease -> !but.contains(lease))
                .forEach(lease -> rows.add(new Object[] {now, lease.laneId(), lease.epoch()}));
        if (!rows.isEmpty()) {
            session.batch(
                    "update lane set due_at = ?, node = null, epoch = epoch + 1"
                            + (doubtful ? ", doubtful = 1" : "")
                            + " where id = ? and epoch = ?",
                    List.copyOf(rows));
        }
        return rows.size();
    }

    /** Gives a sign of life; the signs of the others. */
    Map<String, Long> signOfLife(Session session, String node) {
        session.update(
                """
                insert into delivery_node (name, sign) values (?, ?)
                on conflict (name) do update set sign = case
                  when excluded.sign > delivery_node.sign then excluded.sign
                  else delivery_node.sign + 1 end
                """,
                node,
                lanes.now(session));
        Map<String, Long> others = new HashMap<>();
        session.query(
                "select name, sign from delivery_node where name <> ?",
                row -> others.put(row.getString(1), row.getLong(2)),
                node);
        return others;
    }

    /** Forgets a node that gave no sign since this one, and gives back what it holds. */
    int releaseSilent(Session session, String node, long sign) {
        int silent =
                session.update("delete from delivery_node where name = ? and sign = ?", node, sign);
        return silent == 0 ? 0 : release(session, node, Set.of(), true);
    }
}
