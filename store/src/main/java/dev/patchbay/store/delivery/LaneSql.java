package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import java.time.Duration;
import java.util.List;

/** Where the two databases differ. Thread-safe. */
interface LaneSql {

    /** Takes numbers for lanes or deliveries, in rising order. */
    List<Long> take(Session session, int count);

    /** The database's clock, epoch milliseconds. */
    long now(Session session);

    /** Claims due lanes, those first that have been due for longest. */
    List<Lease> claim(Session session, long now, String node, int limit, long leaseMillis);

    /** Appended to a select whose row nobody else may change until the end of the transaction. */
    String locking();

    /** Moves what was planned after the clock was set; by how much. */
    Duration followClock(SqlTx tx);
}
