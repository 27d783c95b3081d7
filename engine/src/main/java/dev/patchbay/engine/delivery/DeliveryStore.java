package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps deliveries, their lanes and what became of them. Thread-safe; blocking. Leases and due
 * times go by the database's clock. Every method throws {@link
 * dev.patchbay.engine.store.StoreUnavailableException} when the database cannot serve.
 */
public interface DeliveryStore {

    /** Adds deliveries, each at the end of its lane, in this order. */
    void insert(Tx tx, List<NewDelivery> deliveries);

    /**
     * Adds a newer state of what its lane is about, in place of the older ones that wait there:
     * those end as cancelled, with the reason {@link #SUPERSEDED}. An attempt that is under way is
     * their last: it succeeds, or ends in the same way.
     *
     * @param newest has a lane
     * @return how many have ended
     */
    int supersede(Tx tx, NewDelivery newest);

    /** Reason of what a newer state took the place of. */
    String SUPERSEDED = "superseded";

    /**
     * Keeps the answer to an idempotency key unless there is one that has not expired: then that
     * one is returned and nothing is kept.
     */
    Optional<RememberedAnswer> remember(Tx tx, RememberedAnswer answer, Instant now);

    /** The answer to a key that has not expired. */
    Optional<RememberedAnswer> remembered(String scope, String key, Instant now);

    /** Claims up to {@code limit} due lanes for a node and returns the head of each. */
    List<ClaimedDelivery> claim(String node, int limit, Duration lease);

    /**
     * Takes the next place in a rate (GCRA).
     *
     * @param key whose rate it is
     * @param interval microseconds between two places
     * @param burst places at once after a pause
     * @return how long it is until then; zero = now
     */
    Duration reserve(Tx tx, String key, long interval, int burst);

    /**
     * Moves leases, due times and rates after the database's clock was set by more than 30 s, so
     * that nothing storms and nothing stalls; until then they go by the time as it was. Times that
     * callers named stay.
     *
     * @return by how much the clock was set forward; zero = it was not
     */
    Duration followClock(Tx tx);

    /** Makes leases last for this long from now; those that are lost stay lost. */
    void renew(Tx tx, List<Lease> leases, Duration lease);

    /**
     * Gives back what a node has claimed but for these leases, since it did not hear of it: nothing
     * of it was attempted.
     *
     * @return how many lanes
     */
    int releaseUnheard(Tx tx, String node, Set<Lease> but);

    /**
     * Gives back all that a former life of this node had claimed: it may have attempted any of it.
     *
     * @return how many lanes
     */
    int release(Tx tx, String node);

    /** Whether other nodes may work on this database. */
    boolean shared();

    /**
     * Gives a sign of life of a node.
     *
     * @return the latest sign of each other node, by name; only to be compared with another of it
     */
    Map<String, Long> signOfLife(Tx tx, String node);

    /** Gives back what a node has claimed that gave no sign since this one; how many lanes. */
    int releaseSilent(Tx tx, String node, long sign);

    /**
     * Writes what became of claimed heads. A head that was taken back meanwhile ends as cancelled
     * instead of being tried again.
     *
     * @return of each, in order, false when its lease is lost: nothing of it was written
     */
    List<Boolean> complete(Tx tx, List<Completed> completed);

    /** Writes what became of one claimed head. */
    default boolean complete(Tx tx, ClaimedDelivery claimed, Completion completion) {
        return complete(tx, List.of(new Completed(claimed, completion))).getFirst();
    }

    /** One delivery of a space. */
    Optional<DeliveryStatus> find(String spaceId, String id);

    /** Deliveries of a space, newest first. */
    List<DeliveryStatus> list(DeliveryQuery query);

    /** Takes a delivery back. */
    Withdrawal cancel(Tx tx, String spaceId, String id);

    /** A dead letter of a space. */
    Optional<DeadLetter> deadLetter(String spaceId, String id);

    /** Ids of dead letters that were not replayed yet, oldest first. */
    List<String> notReplayed(DeliveryQuery query);

    /** Notes which delivery repeats a dead letter, the last one if there are several. */
    void replayed(Tx tx, String deadId, String newId);

    /** Notes it when none was noted yet, also not by what commits before this; whether it did. */
    boolean replayedFirst(Tx tx, String deadId, String newId);

    /** Adds what takes over a dead letter of the same transaction, and notes both ends. */
    void takenOver(Tx tx, String deadId, NewDelivery instead);

    /**
     * Notes that a target is not well; false when that was noted before.
     *
     * @param target id of a connector, followed by a space and an origin if params chose that
     */
    boolean unwell(Tx tx, String spaceId, String target);

    /** Takes that note away; false when there was none. */
    boolean well(Tx tx, String target);

    /** Targets with that note. */
    Set<String> unwell();

    /** A breaker has opened; the first probe may go after the pause. */
    void opened(Tx tx, String target, Duration pause);

    /**
     * The probe of an open breaker told nothing good; the next may go after the pause.
     *
     * @return false when the breaker is not open any more: another probe, or a change of its
     *     connector, has closed it
     */
    boolean probed(Tx tx, String target, Duration pause);

    /** A breaker has closed. */
    void closed(Tx tx, String target);

    /** A connector was changed: all its breakers close, since they knew what it was before. */
    void changed(Tx tx, String connectorId);

    /**
     * Asks for the probe of an open breaker.
     *
     * @param lease after this another may ask
     * @return how long to wait; zero = the probe is the caller's, or the breaker is not open
     */
    Duration probe(Tx tx, String target, Duration lease);

    /** Open breakers by target, and how long until a probe; zero = it is due. */
    Map<String, Duration> openBreakers();

    /** Ends all pending deliveries of a connector as refused; how many. */
    int refuseAll(Tx tx, String spaceId, String connectorId, String reason);

    /** Removes everything of a space, whose connectors are still there. */
    void removeSpace(Tx tx, String spaceId);

    /** Number of pending deliveries. */
    long pending();

    /** When the delivery that has been due for longest became due; empty when none is due. */
    Optional<Duration> oldestDue();

    /** When the oldest pending delivery was accepted; empty when none is pending. */
    Optional<Instant> oldestAccepted();

    /**
     * Which ended deliveries are too old, or too many. Reads an index as far as the numbers go.
     *
     * @param endedBefore those accepted earlier that are no dead letters
     * @param mostEnded number of those
     * @param deadBefore dead letters accepted earlier
     * @param mostDead number of dead letters
     */
    Horizon horizon(Instant endedBefore, long mostEnded, Instant deadBefore, long mostDead);

    /**
     * Ended deliveries that go: those with lower ids.
     *
     * @param ended of those that are no dead letters
     * @param dead of dead letters
     */
    record Horizon(String ended, String dead) {}

    /**
     * Removes up to {@code limit} rows of each kind: what lies beyond the horizon, expired keys,
     * and breakers of origins to which nothing was sent for a day.
     *
     * @return whether there may be more
     */
    boolean prune(Tx tx, Instant now, Horizon horizon, int limit);

    /**
     * The sealed parts of pending deliveries, or of dead letters, whose id is greater, by id; of
     * all spaces.
     */
    List<SealedDelivery> scanSealed(boolean dead, String afterId, int limit);

    /** The sealed parts of one that is still pending, or still a dead letter. */
    Optional<SealedDelivery> findSealed(boolean dead, String id);

    /** Replaces the sealed parts unless they changed meanwhile: then false. */
    boolean replaceSealed(Tx tx, boolean dead, SealedDelivery before, SealedDelivery after);
}
