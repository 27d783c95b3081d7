package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the two databases differ: a statement costs SQLite almost nothing and PostgreSQL a round
 * trip, so that PostgreSQL takes many rows at once. Thread-safe.
 */
interface LaneSql {

    /** Takes numbers for lanes or deliveries, in rising order. */
    List<Long> take(Session session, int count);

    /** The database's clock, epoch milliseconds. The first question of a transaction. */
    long now(Session session);

    /**
     * A lane that was claimed.
     *
     * @param doubtful whether an attempt may have begun of which nothing was heard again
     */
    record Claim(Lease lease, boolean doubtful) {}

    /** Claims due lanes, those first that have been due for longest. */
    List<Claim> claim(Session session, long now, String node, int limit, long leaseMillis);

    /** A row of what was claimed: id, epoch, doubtful. */
    static Claim claim(ResultSet row) throws SQLException {
        return new Claim(new Lease(row.getLong(1), row.getLong(2)), row.getInt(3) != 0);
    }

    /** The heads of claimed lanes. */
    List<ClaimedDelivery> heads(Session session, List<Claim> claimed);

    /** Holds those of the lanes that are there, by key, until the end of the transaction. */
    Map<String, Long> named(Session session, Collection<String> keys);

    /** Holds the lanes whose lease still lasts; those leases. */
    Set<Lease> hold(Session session, List<Lease> leases);

    /**
     * In {@code cancel_requested}: a newer state took its place. One is: somebody wants it back.
     */
    int SUPERSEDED = 2;

    /** Which of these deliveries are not to be tried again, with their {@code cancel_requested}. */
    Map<Long, Integer> wantedBack(Session session, List<Long> seqs);

    /** Moves deliveries to where the ended ones are; only dead letters keep their params. */
    void move(Session session, List<EndedRow> ended, long now);

    /**
     * Ends pending deliveries as they are, in one step: what is accepted meanwhile either ends,
     * too, or stays.
     *
     * @param which a condition of theirs, with {@code parameters}
     * @return how many
     */
    int end(Session session, String which, Ending ending, Object... parameters);

    /** Lanes whose heads have gone go on with their next delivery, or are gone. */
    void goOn(Session session, List<Long> lanes);

    /** Lanes all of whose deliveries end are gone; waits for who holds one. */
    void remove(Session session, List<Long> lanes);

    /** Appended to a select whose row nobody else may change until the end of the transaction. */
    String locking();

    /** Moves what was planned after the clock was set; by how much. */
    Duration followClock(SqlTx tx);

    /**
     * What is written of deliveries that end as they are.
     *
     * @param at epoch milliseconds
     */
    record Ending(DeliveryState state, Optional<String> reason, long at) {}

    /** What is written of a delivery that ends. */
    record EndedRow(long seq, int attempts, String log, String state, Optional<String> reason) {}
}
